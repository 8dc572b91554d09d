// RUN: cameo run %s --input 'X=[[1,2,3,4]]' --input 'S=[2,3]' | FileCheck %s

// Of an odd difference, the larger half is at the end.
// CHECK: A: tensor<3x3xi32> {{\[\[}}0, 0, 0], [1, 2, 3], [0, 0, 0]]
// CHECK: B: tensor<1x7xi32> {{\[\[}}0, 1, 2, 3, 4, 0, 0]]
// CHECK: C: tensor<2x3xi32> {{\[\[}}1, 2, 3], [0, 0, 0]]
func.func @main(%x: tensor<1x?xi32> {onnx.name = "X"}, %s: tensor<2xi64> {onnx.name = "S"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, tensor<2x3xi32> {onnx.name = "C"}) {
  %three = onnx.Constant dense<3> : tensor<2xi64> : tensor<2xi64>
  %seven = onnx.Constant dense<7> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.CenterCropPad %x, %three : (tensor<1x?xi32>, tensor<2xi64>) -> !onnx.unknown
  %b = onnx.CenterCropPad %x, %seven {axes = array<i64: -1>} : (tensor<1x?xi32>, tensor<1xi64>) -> !onnx.unknown
  %c = onnx.CenterCropPad %x, %s : (tensor<1x?xi32>, tensor<2xi64>) -> tensor<2x3xi32>
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, tensor<2x3xi32>
}
