// The operand's shape, and the bounds; f16 by way of f32.
// RUN: cameo run %s --input x='[[1, 2, 3], [4, 5, 6]]' | FileCheck %s
// CHECK: y: tensor<2x3xf16> {{.*}}3.{{.*}}3.{{.*}}3.{{.*}}3.{{.*}}3.{{.*}}3
func.func @main(%x: tensor<?x3xf32> {onnx.dim_names = ["n", ""]}) -> (!onnx.unknown {onnx.name = "y"}) {
  %0 = onnx.RandomUniformLike %x {dtype = 10 : i64, low = 3.0 : f32, high = 3.9 : f32, seed = 1.0 : f32} : (tensor<?x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
