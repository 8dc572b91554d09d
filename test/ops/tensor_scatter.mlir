// RUN: cameo run %s --input 'C=[[[1],[2],[3]],[[4],[5],[6]]]' --input 'U=[[[10],[20]],[[30],[40]]]' \
// RUN:   --input 'I=[1,0]' --input 'J=[2,1]' | FileCheck %s

// CHECK: A: tensor<2x3x1xi32> {{\[\[\[}}1], [10], [20]], {{\[\[}}30], [40], [6]]]
// CHECK: B: tensor<2x3x1xi32> {{\[\[\[}}20], [2], [10]], {{\[\[}}4], [30], [40]]]
// CHECK: D: tensor<2x3x1xi32> {{\[\[\[}}10], [20], [3]], {{\[\[}}30], [40], [6]]]
func.func @main(%c: tensor<2x3x1xi32> {onnx.name = "C"}, %u: tensor<2x2x1xi32> {onnx.name = "U"}, %i: tensor<2xi64> {onnx.name = "I"}, %j: tensor<2xi64> {onnx.name = "J"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "D"}) {
  %none = onnx.None : none
  %a = onnx.TensorScatter %c, %u, %i : (tensor<2x3x1xi32>, tensor<2x2x1xi32>, tensor<2xi64>) -> !onnx.unknown
  %b = onnx.TensorScatter %c, %u, %j {axis = 1 : i64, mode = "circular"} : (tensor<2x3x1xi32>, tensor<2x2x1xi32>, tensor<2xi64>) -> !onnx.unknown
  %d = onnx.TensorScatter %c, %u, %none : (tensor<2x3x1xi32>, tensor<2x2x1xi32>, none) -> !onnx.unknown
  return %a, %b, %d : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
