// Convolutions of ones: each result counts the weights that lie inside the image.

// RUN: cameo run %s --full --input x20=random --input x6=random --input x3=random | FileCheck %s
// 20 channels, no multiple of a vector; 3 × 3 weights, padded by 1; the bias is the channel.
// CHECK:      depthwise: tensor<1x20x3x3xf32> {{\[\[\[\[}}4, 6, 4], [6, 9, 6], [4, 6, 4]], {{\[\[}}5, 7, 5], [7, 10, 7], [5, 7, 5]],
// CHECK-SAME:   {{\[\[}}23, 25, 23], [25, 28, 25], [23, 25, 23]]]]
// Two groups of 3 channels; 20 filters each.
// CHECK-NEXT: grouped: tensor<1x40x1x2xf32> {{\[\[\[\[}}27, 27]], {{(\[\[27, 27\]\], ){38}\[\[27, 27\]\]\]\]$}}
// Rows step by 2, weights lie 2 × 3 apart, padding 1 1 1 2; then max(y + filter, 0).
// CHECK-NEXT: strided: tensor<2x5x3x6xf32> {{\[\[\[\[}}7, 13, 13, 13, 7, 7], [10, 19, 19, 19, 10, 10], [7, 13, 13, 13, 7, 7]],
// CHECK-SAME:   {{\[\[}}11, 17, 17, 17, 11, 11], [14, 23, 23, 23, 14, 14], [11, 17, 17, 17, 11, 11]]],
// CHECK-SAME:   {{\[\[}}11, 17, 17, 17, 11, 11], [14, 23, 23, 23, 14, 14], [11, 17, 17, 17, 11, 11]]]]
func.func @main(%x20: tensor<1x20x3x3xf32> {onnx.name = "x20"}, %x6: tensor<1x6x3x4xf32> {onnx.name = "x6"}, %x3: tensor<2x3x7x6xf32> {onnx.name = "x3"})
    -> (tensor<1x20x3x3xf32> {onnx.name = "depthwise"}, tensor<1x40x1x2xf32> {onnx.name = "grouped"}, tensor<2x5x3x6xf32> {onnx.name = "strided"}) {
  %none = onnx.None : none
  %f0 = onnx.Constant dense<0.0> : tensor<f32> : tensor<f32>
  %w20 = onnx.Constant dense<1.0> : tensor<20x1x3x3xf32> : tensor<20x1x3x3xf32>
  %b20 = onnx.Constant dense<[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0]> : tensor<20xf32> : tensor<20xf32>
  %w6 = onnx.Constant dense<1.0> : tensor<40x3x3x3xf32> : tensor<40x3x3x3xf32>
  %w3 = onnx.Constant dense<1.0> : tensor<5x3x3x2xf32> : tensor<5x3x3x2xf32>
  %b3 = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0, 5.0]> : tensor<5xf32> : tensor<5xf32>
  // x⁰ = 1 at run time.
  %ones20 = onnx.Pow %x20, %f0 : (tensor<1x20x3x3xf32>, tensor<f32>) -> tensor<1x20x3x3xf32>
  %ones6 = onnx.Pow %x6, %f0 : (tensor<1x6x3x4xf32>, tensor<f32>) -> tensor<1x6x3x4xf32>
  %ones3 = onnx.Pow %x3, %f0 : (tensor<2x3x7x6xf32>, tensor<f32>) -> tensor<2x3x7x6xf32>
  %depthwise = onnx.Conv %ones20, %w20, %b20 {group = 20 : i64, pads = array<i64: 1, 1, 1, 1>} : (tensor<1x20x3x3xf32>, tensor<20x1x3x3xf32>, tensor<20xf32>) -> tensor<1x20x3x3xf32>
  %grouped = onnx.Conv %ones6, %w6, %none {group = 2 : i64} : (tensor<1x6x3x4xf32>, tensor<40x3x3x3xf32>, none) -> tensor<1x40x1x2xf32>
  %0 = onnx.Conv %ones3, %w3, %b3 {strides = array<i64: 2, 1>, dilations = array<i64: 2, 3>, pads = array<i64: 1, 1, 1, 2>} : (tensor<2x3x7x6xf32>, tensor<5x3x3x2xf32>, tensor<5xf32>) -> tensor<2x5x3x6xf32>
  %strided = onnx.Relu %0 : (tensor<2x5x3x6xf32>) -> tensor<2x5x3x6xf32>
  return %depthwise, %grouped, %strided : tensor<1x20x3x3xf32>, tensor<1x40x1x2xf32>, tensor<2x5x3x6xf32>
}
