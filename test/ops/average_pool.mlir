// RUN: cameo run %s --input 'X=[[[2,4,6]]]' | FileCheck %s

// The padding counts in B only.
// CHECK: A: tensor<1x1x3xf32> {{\[\[\[}}3, 4, 5]]]
// CHECK: B: tensor<1x1x3xf32> {{\[\[\[}}2, 4, 3.3333333]]]
func.func @main(%x: tensor<1x1x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.AveragePool %x {kernel_shape = array<i64: 3>, pads = array<i64: 1, 1>} : (tensor<1x1x3xf32>) -> !onnx.unknown
  %b = onnx.AveragePool %x {count_include_pad = 1 : i64, kernel_shape = array<i64: 3>, pads = array<i64: 1, 1>} : (tensor<1x1x3xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
