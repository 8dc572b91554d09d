// RUN: cameo run %s --input 'X=[[1,2,3],[4,5,6]]' | FileCheck %s

// CHECK: Y: tensor<3x2xf32> {{\[\[}}1, 2], [3, 4], [5, 6]]
func.func @main(%x: tensor<2x?xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %s = onnx.Constant dense<[-1, 2]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Reshape %x, %s : (tensor<2x?xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
