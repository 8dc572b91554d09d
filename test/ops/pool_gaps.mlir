// Pools with SAME padding whose windows leave gaps skip half of what is left before the
// first window; the half is rounded as ONNX Runtime does.
// RUN: cameo run %s --input x='[[[0,1,2,3,4,5,6,7,8]]]' --input z='[[[0,1,2,3,4,5,6,7]]]' | FileCheck %s
// CHECK: upper: tensor<1x1x3xf32> {{\[\[}}[1, 4, 7]]]
// CHECK-NEXT: at: tensor<1x1x3xi64> {{\[\[}}[1, 4, 7]]]
// CHECK-NEXT: lower: tensor<1x1x2xf32> {{\[\[}}[1, 5]]]
// CHECK-NEXT: mean: tensor<1x1x2xf32> {{\[\[}}[1.5, 5.5]]]
// CHECK-NEXT: norm: tensor<1x1x2xf32> {{\[\[}}[2.236068, 7.81025]]]
func.func @main(%x: tensor<1x1x9xf32> {onnx.name = "x"}, %z: tensor<1x1x8xf32> {onnx.name = "z"}) -> (!onnx.unknown {onnx.name = "upper"}, !onnx.unknown {onnx.name = "at"}, !onnx.unknown {onnx.name = "lower"}, !onnx.unknown {onnx.name = "mean"}, !onnx.unknown {onnx.name = "norm"}) {
  %0:2 = onnx.MaxPool %x {kernel_shape = array<i64: 1>, strides = array<i64: 3>, auto_pad = "SAME_UPPER"} : (tensor<1x1x9xf32>) -> (!onnx.unknown, !onnx.unknown)
  %1:2 = onnx.MaxPool %z {kernel_shape = array<i64: 2>, strides = array<i64: 4>, auto_pad = "SAME_LOWER"} : (tensor<1x1x8xf32>) -> (!onnx.unknown, none)
  %2 = onnx.AveragePool %z {kernel_shape = array<i64: 2>, strides = array<i64: 4>, auto_pad = "SAME_UPPER"} : (tensor<1x1x8xf32>) -> !onnx.unknown
  %3 = onnx.LpPool %z {kernel_shape = array<i64: 2>, strides = array<i64: 4>, auto_pad = "SAME_UPPER"} : (tensor<1x1x8xf32>) -> !onnx.unknown
  return %0#0, %0#1, %1#0, %2, %3 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
