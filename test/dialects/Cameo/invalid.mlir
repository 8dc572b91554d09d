// RUN: cameo-opt %s --verify-diagnostics --split-input-file

func.func @no_kernel(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{names no kernel: @missing}}
  %y = cameo.dispatch @missing(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

cameo.kernel private @copy(%x: tensor<?xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?xf32> {cameo.extents = array<i64: 1>}) {
  cameo.yield %x : tensor<?xf32>
}
func.func @no_extents(%x: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  // expected-error@+1 {{has 0 extents for 1 dynamic dimensions of its results}}
  %y = cameo.dispatch @copy(%x, %n) : (tensor<?xf32>, index) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// -----

cameo.kernel private @copy(%x: tensor<4xf32>) -> tensor<4xf32> {
  cameo.yield %x : tensor<4xf32>
}
func.func @operands(%x: tensor<5xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{operand types differ from the kernel's arguments}}
  %y = cameo.dispatch @copy(%x) : (tensor<5xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

cameo.kernel private @copy(%x: tensor<4xf32>) -> tensor<4xf32> {
  cameo.yield %x : tensor<4xf32>
}
func.func @results(%x: tensor<4xf32>) -> tensor<5xf32> {
  // expected-error@+1 {{result types differ from the kernel's results}}
  %y = cameo.dispatch @copy(%x) : (tensor<4xf32>) -> tensor<5xf32>
  return %y : tensor<5xf32>
}

// -----

func.func @yield_outside_a_kernel() {
  // expected-error@+1 {{expects parent op to be one of 'cameo.kernel, cameo.if'}}
  cameo.yield
}
