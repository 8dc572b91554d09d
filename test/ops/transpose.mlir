// RUN: cameo run %s --input 'X=[[1,2,3],[4,5,6]]' | FileCheck %s

// CHECK: Y: tensor<3x2xf32> {{\[\[}}1, 4], [2, 5], [3, 6]]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.Transpose %x : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
