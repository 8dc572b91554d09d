// Of extents that only the run knows. The element above is taken if all shrink, the one below if one dimension grows.
// RUN: cameo run %s --input x='[[0, 1, 2, 3, 4], [10, 11, 12, 13, 14], [20, 21, 22, 23, 24]]' | FileCheck %s
// CHECK: shrunk: tensor<1x3xf32> {{.*}}0, 2, 4
// CHECK: mixed: tensor<4x3xf32> {{\[\[}}0, 1, 3], [0, 1, 3], [10, 11, 13], [20, 21, 23]]
func.func @main(%x: tensor<?x?xf32> {onnx.dim_names = ["h", "w"]}) -> (!onnx.unknown {onnx.name = "shrunk"}, !onnx.unknown {onnx.name = "mixed"}) {
  %none = onnx.None : none
  %small = onnx.Constant dense<[0.6, 0.6]> : tensor<2xf32>
  %both = onnx.Constant dense<[1.5, 0.6]> : tensor<2xf32>
  %0 = onnx.Resize %x, %none, %small, %none {coordinate_transformation_mode = "asymmetric", nearest_mode = "by_scale"} : (tensor<?x?xf32>, none, tensor<2xf32>, none) -> !onnx.unknown
  %1 = onnx.Resize %x, %none, %both, %none {coordinate_transformation_mode = "asymmetric", nearest_mode = "by_scale"} : (tensor<?x?xf32>, none, tensor<2xf32>, none) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
