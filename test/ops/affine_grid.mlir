// RUN: cameo run %s --input 'T=[[[2,0,1],[0,3,0]]]' | FileCheck %s

// Centres of 2 pixels lie at -1/2 and 1/2, their outer corners at -1 and 1.
// CHECK: A: tensor<1x2x2x2xf32> {{\[\[\[\[}}0, -1.5], [2, -1.5]], {{\[\[}}0, 1.5], [2, 1.5]]]]
// CHECK: B: tensor<1x2x2x2xf32> {{\[\[\[\[}}-1, -3], [3, -3]], {{\[\[}}-1, 3], [3, 3]]]]
func.func @main(%t: tensor<1x2x3xf32> {onnx.name = "T"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %size = onnx.Constant dense<[1, 1, 2, 2]> : tensor<4xi64> : tensor<4xi64>
  %a = onnx.AffineGrid %t, %size : (tensor<1x2x3xf32>, tensor<4xi64>) -> !onnx.unknown
  %b = onnx.AffineGrid %t, %size {align_corners = 1 : i64} : (tensor<1x2x3xf32>, tensor<4xi64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
