// Equal scores come in the boxes' order; a box without an area overlaps nothing.
// RUN: cameo run %s --input boxes='[[[0, 0, 1, 1], [0, 0.1, 1, 1.1], [1, 1, 0, 0], [3, 3, 3, 5], [3, 3, 3, 5]]]' --input scores='[[[0.5, 0.9, 0.5, 0.4, 0.4]]]' --input m=4 --input iou=0.5 --input least=0.3 | FileCheck %s
// RUN: cameo run %s --input boxes='[[[0, 0, 1, 1], [0, 0.1, 1, 1.1], [1, 1, 0, 0], [3, 3, 3, 5], [3, 3, 3, 5]]]' --input scores='[[[0.5, 0.9, 0.5, 0.4, 0.4]]]' --input m=0 --input iou=0.5 --input least=0.3 | FileCheck %s --check-prefix=NONE
// CHECK: y: tensor<3x3xi64> {{.*}}0, 0, 1{{.*}}0, 0, 3{{.*}}0, 0, 4
// NONE: y: tensor<0x3xi64>
func.func @main(%boxes: tensor<1x?x4xf32> {onnx.dim_names = ["", "n", ""]}, %scores: tensor<1x1x?xf32> {onnx.dim_names = ["", "", "n"]},
                %m: tensor<i64>, %iou: tensor<f32>, %least: tensor<f32>) -> (!onnx.unknown {onnx.name = "y"}) {
  %y = onnx.NonMaxSuppression %boxes, %scores, %m, %iou, %least
      : (tensor<1x?x4xf32>, tensor<1x1x?xf32>, tensor<i64>, tensor<f32>, tensor<f32>) -> !onnx.unknown
  return %y : !onnx.unknown
}
