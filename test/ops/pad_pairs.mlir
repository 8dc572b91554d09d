// Pads as PyTorch writes them, by pairs from the last dimension on, are known at compile
// time: the reversed pairs are transposed.
// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s
// RUN: cameo run %s --input x='[[[[1, 2, 3], [4, 5, 6]]]]' | FileCheck %s --check-prefix=PADDED
// CHECK: onnx.Pad {{.*}} -> tensor<1x1x3x6xf32>
// PADDED: y: tensor<1x1x3x6xf32> {{\[\[\[}}[5, 4, 5, 6, 5, 4], [2, 1, 2, 3, 2, 1], [5, 4, 5, 6, 5, 4]]]]
func.func @main(%x: tensor<1x1x2x3xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "y"}) {
  %none = onnx.None : none
  %p = onnx.Constant dense<[1, 2, 1, 0, 0, 0, 0, 0]> : tensor<8xi64>
  %two = onnx.Constant dense<[-1, 2]> : tensor<2xi64>
  %m = onnx.Constant dense<-1> : tensor<1xi64>
  %z = onnx.Constant dense<0> : tensor<1xi64>
  %low = onnx.Constant dense<-9223372036854775807> : tensor<1xi64>
  %0 = onnx.Reshape %p, %two : (tensor<8xi64>, tensor<2xi64>) -> tensor<*xi64>
  %1 = onnx.Slice %0, %m, %low, %z, %m : (tensor<*xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<*xi64>
  %2 = onnx.Transpose %1 {perm = array<i64: 1, 0>} : (tensor<*xi64>) -> tensor<*xi64>
  %3 = onnx.Reshape %2, %m : (tensor<*xi64>, tensor<1xi64>) -> tensor<*xi64>
  %4 = onnx.Pad %x, %3, %none, %none {mode = "reflect"} : (tensor<1x1x2x3xf32>, tensor<*xi64>, none, none) -> !onnx.unknown
  return %4 : !onnx.unknown
}
