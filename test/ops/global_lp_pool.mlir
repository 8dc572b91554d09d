// RUN: cameo run %s --input 'X=[[[3,-4],[0,-2]]]' | FileCheck %s

// CHECK: A: tensor<1x2x1xf32> {{\[\[\[}}5], [2]]]
// CHECK: B: tensor<1x2x1xf32> {{\[\[\[}}7], [2]]]
func.func @main(%x: tensor<1x2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.GlobalLpPool %x : (tensor<1x2x2xf32>) -> !onnx.unknown
  %b = onnx.GlobalLpPool %x {p = 1 : i64} : (tensor<1x2x2xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
