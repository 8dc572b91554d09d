// Two frames of four points, the first weighted, without mirror images.
// RUN: cameo run %s --input x='[[1, 2, 3, 4, 5, 6]]' --input w='[1, 1, 0, 0]' | FileCheck %s
// CHECK: y: tensor<1x2x3x2xf32> {{.*}}3, 0{{.*}}1, -2{{.*}}-1, {{-?[0-9.e-]+}}{{.*}}7, 0{{.*}}3, -4{{.*}}-1, {{-?[0-9.e-]+}}
func.func @main(%x: tensor<1x?xf32> {onnx.dim_names = ["", "n"]}, %w: tensor<4xf32>) -> (!onnx.unknown {onnx.name = "y"}) {
  %none = onnx.None : none
  %step = onnx.Constant dense<2> : tensor<i64> : tensor<i64>
  %y = onnx.STFT %x, %step, %w, %none : (tensor<1x?xf32>, tensor<i64>, tensor<4xf32>, none) -> !onnx.unknown
  return %y : !onnx.unknown
}
