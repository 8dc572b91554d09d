// RUN: cameo run %s --input 'I=[1, -1, nan, 1e30, -inf]' | FileCheck %s

// Indices are truncated, negative ones count from the end, and those outside are nowhere.
// CHECK: Y: tensor<5x3xf32> {{\[\[}}0, 1, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
func.func @main(%i: tensor<5xf32> {onnx.name = "I"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %depth = onnx.Constant dense<3> : tensor<i64> : tensor<i64>
  %values = onnx.Constant dense<[0.0, 1.0]> : tensor<2xf32> : tensor<2xf32>
  %0 = onnx.OneHot %i, %depth, %values : (tensor<5xf32>, tensor<i64>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
