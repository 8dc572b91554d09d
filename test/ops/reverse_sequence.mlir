// RUN: cameo run %s --input 'X=[[1,2,3],[4,5,6],[7,8,9]]' --input 'N=[1,2,3]' | FileCheck %s

// Rows are sequences, or columns are.
// CHECK: A: tensor<3x3xi32> {{\[\[}}1, 2, 3], [5, 4, 6], [9, 8, 7]]
// CHECK: B: tensor<3x3xi32> {{\[\[}}1, 5, 9], [4, 2, 6], [7, 8, 3]]
func.func @main(%x: tensor<3x3xi32> {onnx.name = "X"}, %n: tensor<3xi64> {onnx.name = "N"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.ReverseSequence %x, %n {batch_axis = 0 : i64, time_axis = 1 : i64} : (tensor<3x3xi32>, tensor<3xi64>) -> !onnx.unknown
  %b = onnx.ReverseSequence %x, %n : (tensor<3x3xi32>, tensor<3xi64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
