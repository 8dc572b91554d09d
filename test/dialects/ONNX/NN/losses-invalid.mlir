// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @rank(%x: tensor<3xf32>, %t: tensor<i64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs scores of rank at least 2}}
  %0 = onnx.NegativeLogLikelihoodLoss %x, %t, %none : (tensor<3xf32>, tensor<i64>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reduction(%x: tensor<2x3xf32>, %t: tensor<2xi64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{unknown reduction 'max'}}
  %0 = onnx.NegativeLogLikelihoodLoss %x, %t, %none {reduction = "max"} : (tensor<2x3xf32>, tensor<2xi64>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @classes(%x: tensor<2x3x4xf32>, %t: tensor<2x5xi64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs one class for each score of a class}}
  %0 = onnx.NegativeLogLikelihoodLoss %x, %t, %none : (tensor<2x3x4xf32>, tensor<2x5xi64>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @weights(%x: tensor<2x3xf32>, %t: tensor<2xi64>, %w: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs one weight a class}}
  %0:2 = onnx.SoftmaxCrossEntropyLoss %x, %t, %w : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xf32>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @types(%x: tensor<2x3xf32>, %t: tensor<2xi64>, %w: tensor<3xf16>) -> !onnx.unknown {
  // expected-error @+1 {{weights and scores have different element types}}
  %0:2 = onnx.SoftmaxCrossEntropyLoss %x, %t, %w : (tensor<2x3xf32>, tensor<2xi64>, tensor<3xf16>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}
