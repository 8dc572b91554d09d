// RUN: cameo run %s --input x='[[1, 0, nan], [0, -0, -inf]]' | FileCheck %s
// RUN: cameo run %s --input x='[[0, 0, 0], [0, 0, 0]]' | FileCheck %s --check-prefix=NONE
// CHECK: y: tensor<2x3xi64> {{.*}}0, 0, 1{{.*}}0, 2, 2
// NONE: y: tensor<2x0xi64>
func.func @main(%x: tensor<?x3xf32> {onnx.dim_names = ["n", ""]}) -> (!onnx.unknown {onnx.name = "y"}) {
  %y = onnx.NonZero %x : (tensor<?x3xf32>) -> !onnx.unknown
  return %y : !onnx.unknown
}
