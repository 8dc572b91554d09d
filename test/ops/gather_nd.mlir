// RUN: cameo run %s --input 'X=[[1,2],[3,4]]' --input 'I=[[1,0],[0,-1]]' | FileCheck %s

// CHECK: Y: tensor<2xf32> [3, 2]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}, %i: tensor<2x2xi64> {onnx.name = "I"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.GatherND %x, %i : (tensor<2x2xf32>, tensor<2x2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
