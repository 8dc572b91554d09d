// RUN: cameo run %s --input 'X=[[[1,2]]]' --input 'Z=[[[1,2,3]]]' | FileCheck %s

// CHECK: Y: tensor<1x1x5xf32> {{\[\[\[}}1, 10, 102, 20, 200]]]
// By three, cut off before, and more of it than filters reach after; two filters and a bias.
// CHECK: P: tensor<1x2x8xf32> {{\[\[\[}}11, 1, 5, 21, 1, 7, 31, 1], [2, 2, 4, 2, 2, 5, 2, 2]]]
// CHECK: D: tensor<1x1x7xf32> {{\[\[\[}}1, 0, 12, 0, 23, 0, 30]]]
func.func @main(%x: tensor<1x1x2xf32> {onnx.name = "X"}, %z: tensor<1x1x?xf32> {onnx.name = "Z", onnx.dims = ["", "", "n"]}) -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "P"}, !onnx.unknown {onnx.name = "D"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[1.0, 10.0, 100.0]]]> : tensor<1x1x3xf32> : tensor<1x1x3xf32>
  %0 = onnx.ConvTranspose %x, %w, %none {strides = array<i64: 2>} : (tensor<1x1x2xf32>, tensor<1x1x3xf32>, none) -> !onnx.unknown
  %v = onnx.Constant dense<[[[2.0, 10.0], [1.0, 0.0]]]> : tensor<1x2x2xf32> : tensor<1x2x2xf32>
  %b = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32> : tensor<2xf32>
  %1 = onnx.ConvTranspose %z, %v, %b {strides = array<i64: 3>, pads = array<i64: 1, 0>, output_padding = array<i64: 1>} : (tensor<1x1x?xf32>, tensor<1x2x2xf32>, tensor<2xf32>) -> !onnx.unknown
  %u = onnx.Constant dense<[[[1.0, 10.0]]]> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %2 = onnx.ConvTranspose %z, %u, %none {strides = array<i64: 2>, dilations = array<i64: 2>} : (tensor<1x1x?xf32>, tensor<1x1x2xf32>, none) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
