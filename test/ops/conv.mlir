// RUN: cameo run %s --input 'X=[[[[1,2,3],[4,5,6],[7,8,9]]]]' | FileCheck %s

// The sum of each 2 x 2 window, plus 1, with padding at the end.
// CHECK: Y: tensor<1x1x2x2xf32> {{\[\[\[\[}}13, 10], [16, 10]]]]
func.func @main(%x: tensor<1x1x3x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %w = onnx.Constant dense<1.0> : tensor<1x1x2x2xf32> : tensor<1x1x2x2xf32>
  %b = onnx.Constant dense<1.0> : tensor<1xf32> : tensor<1xf32>
  %0 = onnx.Conv %x, %w, %b {pads = array<i64: 0, 0, 1, 1>, strides = array<i64: 2, 2>} : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
