// Sums of long columns: neighbours in memory are of different sums, as a channel's
// are where channels come last. 262,144 elements each.
// RUN: cameo run %s --input x='[1, -2, 0.5]' | FileCheck %s
// CHECK: y: tensor<1x3xf32> {{\[}}[262144, -524288, 131072]]
// CHECK-NEXT: top: tensor<1x3xf32> {{\[}}[1, -2, 0.5]]
func.func @main(%x: tensor<3xf32> {onnx.name = "x"})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "top"}) {
  %shape = onnx.Constant dense<[1, 512, 512, 3]> : tensor<4xi64> : tensor<4xi64>
  %axes = onnx.Constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Expand %x, %shape : (tensor<3xf32>, tensor<4xi64>) -> tensor<1x512x512x3xf32>
  %1 = onnx.ReduceSum %0, %axes {keepdims = 0 : i64} : (tensor<1x512x512x3xf32>, tensor<2xi64>) -> !onnx.unknown
  %2 = onnx.ReduceMax %0, %axes {keepdims = 0 : i64} : (tensor<1x512x512x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %1, %2 : !onnx.unknown, !onnx.unknown
}
