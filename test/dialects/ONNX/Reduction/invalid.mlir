// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @axis(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %a = onnx.Constant dense<2> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{axis 2 is outside [-2, 1]}}
  %0 = onnx.ReduceSum %x, %a : (tensor<2x3xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @unknown_axes(%x: tensor<2x3xf32>, %a: tensor<?xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the number of axes must be known at compile time}}
  %0 = onnx.ReduceSum %x, %a {keepdims = 0 : i64} : (tensor<2x3xf32>, tensor<?xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @nothing_to_choose(%x: tensor<2x0xf32>) -> !onnx.unknown {
  // expected-error @+1 {{dimension 1 has no element to choose}}
  %0 = onnx.ArgMax %x {axis = 1 : i64} : (tensor<2x0xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @scan_axis(%x: tensor<2x3xf32>, %a: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the axis must be a scalar}}
  %0 = onnx.CumSum %x, %a : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @too_many(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %k = onnx.Constant dense<4> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{cannot choose 4 of 3 elements}}
  %0:2 = onnx.TopK %x, %k : (tensor<2x3xf32>, tensor<1xi64>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}
