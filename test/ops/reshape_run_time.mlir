// RUN: cameo run %s --input x='[1, 2, 3, 4, 5, 6]' --input s='[3, -1]' | FileCheck %s
// CHECK: y: tensor<3x2xf32> {{.*}}1, 2{{.*}}3, 4{{.*}}5, 6
// RUN: not cameo run %s --input x='[1, 2, 3, 4, 5, 6]' --input s='[4, -1]' 2>&1 | FileCheck %s --check-prefix=LESS
// LESS: the shapes do not fit the model
func.func @main(%x: tensor<?xf32> {onnx.dim_names = ["n"]}, %s: tensor<2xi64>) -> (!onnx.unknown {onnx.name = "y"}) {
  %y = onnx.Reshape %x, %s : (tensor<?xf32>, tensor<2xi64>) -> !onnx.unknown
  return %y : !onnx.unknown
}
