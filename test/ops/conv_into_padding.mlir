// RUN: cameo run %s --input 'X=[[[[1,2,3],[4,5,6]]]]' | FileCheck %s

// The first convolution doubles, and stores for the output and padded for the
// second, which sums windows of 3 x 3.
// CHECK-DAG: Z: tensor<1x1x2x3xf32> {{\[\[\[\[}}2, 4, 6], [8, 10, 12]]]]
// CHECK-DAG: Y: tensor<1x1x2x3xf32> {{\[\[\[\[}}24, 42, 32], [24, 42, 32]]]]
func.func @main(%x: tensor<?x1x?x?xf32> {onnx.name = "X"}) -> (tensor<?x1x?x?xf32> {onnx.name = "Z"}, !onnx.unknown {onnx.name = "Y"}) {
  %two = onnx.Constant dense<2.0> : tensor<1x1x1x1xf32> : tensor<1x1x1x1xf32>
  %ones = onnx.Constant dense<1.0> : tensor<1x1x3x3xf32> : tensor<1x1x3x3xf32>
  %b = onnx.Constant dense<0.0> : tensor<1xf32> : tensor<1xf32>
  %z = onnx.Conv %x, %two, %b : (tensor<?x1x?x?xf32>, tensor<1x1x1x1xf32>, tensor<1xf32>) -> tensor<?x1x?x?xf32>
  %y = onnx.Conv %z, %ones, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<?x1x?x?xf32>, tensor<1x1x3x3xf32>, tensor<1xf32>) -> !onnx.unknown
  return %z, %y : tensor<?x1x?x?xf32>, !onnx.unknown
}
