// Forward, and back from the one-sided transform; an axis that only the run knows.
// RUN: cameo run %s --input x='[[[1], [2], [3], [4]]]' --input axis=-2 | FileCheck %s
// CHECK: y: tensor<1x3x2xf32> {{.*}}10, 0{{.*}}-2, 2{{.*}}-2, 0
// CHECK: z: tensor<1x4x1xf32> {{.*}}1{{.*}}2{{.*}}3{{.*}}4
// CHECK: w: tensor<1x4x2xf32> {{.*}}10, 0{{.*}}-2, 2{{.*}}-2, 0{{.*}}-2, -2
func.func @main(%x: tensor<1x?x1xf32> {onnx.dim_names = ["", "n", ""]}, %axis: tensor<i64>)
    -> (tensor<1x?x2xf32> {onnx.name = "y"}, !onnx.unknown {onnx.name = "z"}, !onnx.unknown {onnx.name = "w"}) {
  %none = onnx.None : none
  %y = onnx.DFT %x, %none, %none {onesided = 1 : i64} : (tensor<1x?x1xf32>, none, none) -> tensor<1x?x2xf32>
  %four = onnx.Constant dense<4> : tensor<i64> : tensor<i64>
  %z = onnx.DFT %y, %four, %none {onesided = 1 : i64, inverse = 1 : i64} : (tensor<1x?x2xf32>, tensor<i64>, none) -> !onnx.unknown
  %w = onnx.DFT %x, %none, %axis : (tensor<1x?x1xf32>, none, tensor<i64>) -> !onnx.unknown
  return %y, %z, %w : tensor<1x?x2xf32>, !onnx.unknown, !onnx.unknown
}
