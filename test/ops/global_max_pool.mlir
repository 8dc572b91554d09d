// RUN: cameo run %s --input 'X=[[[[-3,-1],[-2,-4]],[[0,5],[7,-inf]]]]' | FileCheck %s

// CHECK: Y: tensor<1x2x1x1xf32> {{\[\[\[\[}}-1]], {{\[\[}}7]]]]
func.func @main(%x: tensor<?x2x2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.GlobalMaxPool %x : (tensor<?x2x2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
