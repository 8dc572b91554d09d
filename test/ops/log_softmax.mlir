// RUN: cameo run %s --input 'X=[[1000,1000],[0,-inf]]' | FileCheck %s

// Large elements do not overflow.
// CHECK: Y: tensor<2x2xf32> {{\[\[}}-0.69314{{[0-9]+}}, -0.69314{{[0-9]+}}], [0, -inf]]
func.func @main(%x: tensor<?x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.LogSoftmax %x : (tensor<?x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
