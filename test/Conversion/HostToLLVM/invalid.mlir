// RUN: cameo-opt %s --host-to-llvm --verify-diagnostics --split-input-file

cameo.kernel private @exp(%x: tensor<4xf32>) -> tensor<4xf32> {
  cameo.yield %x : tensor<4xf32>
}
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{runs a kernel that has not been lowered to loops}}
  %0 = cameo.dispatch @exp(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{is no part of a host function}}
  %0 = math.exp %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}
