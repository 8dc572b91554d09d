// RUN: cameo run %s --input 'X=[1,2,3,4]' --input 'I=[[1],[-1],[1],[9]]' --input 'U=[10,20,30,40]' | FileCheck %s

// Updates of one element add up; one outside is left out.
// CHECK: Y: tensor<4xf32> [1, 42, 3, 24]
func.func @main(%x: tensor<4xf32> {onnx.name = "X"}, %i: tensor<4x1xi64> {onnx.name = "I"}, %u: tensor<4xf32> {onnx.name = "U"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.ScatterND %x, %i, %u {reduction = "add"} : (tensor<4xf32>, tensor<4x1xi64>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
