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
  // expected-error@+1 {{expects parent op to be one of 'cameo.kernel, cameo.if, cameo.sequence'}}
  cameo.yield
}

// -----

func.func @types(%c: i1, %x: tensor<4xf32>, %y: tensor<5xf32>) {
  // expected-error@+1 {{has a branch that yields other types than the results'}}
  %r = cameo.if %c : tensor<4xf32> then {
    cameo.yield %x : tensor<4xf32>
  } else {
    cameo.yield %y : tensor<5xf32>
  }
  return
}

// -----

func.func @extents(%c: i1, %x: tensor<?xf32>) {
  // expected-error@+1 {{has a tensor that its dynamic extents do not follow}}
  %r = cameo.if %c : tensor<?xf32> then {
    cameo.yield %x : tensor<?xf32>
  } else {
    cameo.yield %x : tensor<?xf32>
  }
  return
}

// -----

func.func @once(%n: index, %c: i1) {
  // expected-error@+1 {{has a condition at first, or in the end, only}}
  cameo.loop to %n while %c do {
  ^bb0(%i: index):
    cameo.next
  }
  return
}

// -----

func.func @arguments(%n: index, %x: tensor<4xf32>) {
  // expected-error@+1 {{has a body whose arguments are not its iteration and what it carries}}
  %r = cameo.loop to %n carries(%x : tensor<4xf32>) -> tensor<4xf32> do {
  ^bb0(%i: index):
    cameo.next carries(%x : tensor<4xf32>)
  }
  return
}

// -----

func.func @carried(%n: index, %x: tensor<4xf32>, %y: tensor<5xf32>) {
  // expected-error@+1 {{carries values whose types change}}
  %r = cameo.loop to %n carries(%x : tensor<4xf32>) -> tensor<4xf32> do {
  ^bb0(%i: index, %v: tensor<4xf32>):
    cameo.next carries(%y : tensor<5xf32>)
  }
  return
}

// -----

func.func @rows(%n: index, %x: tensor<4xf32>) {
  // expected-error@+1 {{collects a value that is no row of its result}}
  %r:2 = cameo.loop to %n -> tensor<?x5xf32>, index do {
  ^bb0(%i: index):
    cameo.next collects(%x : tensor<4xf32>)
  }
  return
}

// -----

func.func @more(%n: index, %x: tensor<4xf32>) {
  // expected-error@+1 {{has results that are neither carried nor collected}}
  %r:2 = cameo.loop to %n -> tensor<4xf32>, index do {
  ^bb0(%i: index):
    cameo.next
  }
  return
}
