// RUN: cameo run %s --input 'X=[[7,7,7],[7,7,7]]' | FileCheck %s

// CHECK: A: tensor<2x3xi32> {{\[\[}}1, 0, 0], [0, 1, 0]]
// CHECK: B: tensor<2x3xf32> {{\[\[}}0, 1, 0], [0, 0, 1]]
// CHECK: C: tensor<2x3xi32> {{\[\[}}0, 0, 0], [1, 0, 0]]
func.func @main(%x: tensor<2x3xi32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %a = onnx.EyeLike %x : (tensor<2x3xi32>) -> !onnx.unknown
  %b = onnx.EyeLike %x {dtype = 1 : i64, k = 1 : i64} : (tensor<2x3xi32>) -> !onnx.unknown
  %c = onnx.EyeLike %x {k = -1 : i64} : (tensor<2x3xi32>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
