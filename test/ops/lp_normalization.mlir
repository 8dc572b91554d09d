// RUN: cameo run %s --input 'X=[[3,-4],[0,0]]' | FileCheck %s

// A norm of 0 gives 0.
// CHECK: A: tensor<2x2xf32> {{\[\[}}0.6, -0.8], [0, 0]]
// CHECK: B: tensor<2x2xf32> {{\[\[}}1, -1], [0, 0]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.LpNormalization %x : (tensor<2x2xf32>) -> !onnx.unknown
  %b = onnx.LpNormalization %x {axis = 0 : i64, p = 1 : i64} : (tensor<2x2xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
