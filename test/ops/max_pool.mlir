// RUN: cameo run %s --input 'X=[[[[1,2,3],[4,9,6],[7,8,5]]]]' | FileCheck %s

// CHECK: Y: tensor<1x1x2x2xf32> {{\[\[\[\[}}9, 9], [9, 9]]]]
// CHECK: I: tensor<1x1x2x2xi64> {{\[\[\[\[}}4, 4], [4, 4]]]]
func.func @main(%x: tensor<1x1x3x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "I"}) {
  %0:2 = onnx.MaxPool %x {kernel_shape = array<i64: 2, 2>} : (tensor<1x1x3x3xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
