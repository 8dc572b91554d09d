// RUN: cameo run %s --input 'X=[[1,5,5],[-3,-2,-1]]' --input 'N=[1,nan,5,nan]' | FileCheck %s

// The first of equals, and of NaNs.
// CHECK: A: tensor<2x3xf32> {{\[\[}}0, 1, 0], [0, 0, 1]]
// CHECK: B: tensor<2x3xf32> {{\[\[}}1, 1, 1], [0, 0, 0]]
// CHECK: C: tensor<4xf32> [0, 1, 0, 0]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}, %n: tensor<4xf32> {onnx.name = "N"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %a = onnx.Hardmax %x : (tensor<2x3xf32>) -> !onnx.unknown
  %b = onnx.Hardmax %x {axis = 0 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %c = onnx.Hardmax %n : (tensor<4xf32>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
