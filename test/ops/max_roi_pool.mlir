// All of an image in four bins.
// RUN: cameo run %s --input x='[[[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]]]' --input r='[[0, 0, 0, 3, 3]]' | FileCheck %s
// CHECK: y: tensor<1x1x2x2xf32> {{.*}}6, 8], [14, 16
func.func @main(%x: tensor<1x1x4x4xf32>, %r: tensor<?x5xf32> {onnx.dim_names = ["n", ""]}) -> (!onnx.unknown {onnx.name = "y"}) {
  %0 = onnx.MaxRoiPool %x, %r {pooled_shape = array<i64: 2, 2>} : (tensor<1x1x4x4xf32>, tensor<?x5xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
