// RUN: cameo run %s --input 'X=[[1000,1000],[0,-inf]]' | FileCheck %s

// Large elements do not overflow.
// CHECK: Y: tensor<2x2xf32> {{\[\[}}0.5, 0.5], [1, 0]]
func.func @main(%x: tensor<2x?xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.Softmax %x : (tensor<2x?xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
