// RUN: cameo run %s --input 'X=[[1,5,5],[-3,-2,-1]]' | FileCheck %s

// The first of equals.
// CHECK: A: tensor<2x3xf32> {{\[\[}}0, 1, 0], [0, 0, 1]]
// CHECK: B: tensor<2x3xf32> {{\[\[}}1, 1, 1], [0, 0, 0]]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.Hardmax %x : (tensor<2x3xf32>) -> !onnx.unknown
  %b = onnx.Hardmax %x {axis = 0 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
