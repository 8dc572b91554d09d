// RUN: cameo run %s --input 'A=[[1,2]]' --input 'B=[[3,4],[5,6]]' | FileCheck %s

// CHECK: Y: tensor<3x2xi32> {{\[\[}}1, 2], [3, 4], [5, 6]]
func.func @main(%a: tensor<?x2xi32> {onnx.name = "A"}, %b: tensor<2x2xi32> {onnx.name = "B"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.Concat %a, %b {axis = 0 : i64} : (tensor<?x2xi32>, tensor<2x2xi32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
