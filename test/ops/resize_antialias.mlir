// Images that shrink are filtered over all that a pixel covers: linear to 2 by 2, cubic to 3 by 3, the numbers of ONNX's own tests.
// RUN: cameo run %s --input x='[[[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]]]' | FileCheck %s
// CHECK: linear: tensor<1x1x2x2xf32> {{.*}}2.87{{.*}}4.5{{.*}}9.37{{.*}}11
// CHECK: cubic: tensor<1x1x3x3xf32> {{.*}}1.77{{[0-9]*}}, 3.1{{[0-9]*}}, 4.46{{.*}}7.15{{.*}}9.84{{.*}}12.53{{.*}}15.22
func.func @main(%x: tensor<1x1x4x4xf32>) -> (!onnx.unknown {onnx.name = "linear"}, !onnx.unknown {onnx.name = "cubic"}) {
  %none = onnx.None : none
  %scales = onnx.Constant dense<[1.0, 1.0, 0.6, 0.6]> : tensor<4xf32>
  %sizes = onnx.Constant dense<[1, 1, 3, 3]> : tensor<4xi64>
  %0 = onnx.Resize %x, %none, %scales, %none {antialias = 1 : i64, mode = "linear"} : (tensor<1x1x4x4xf32>, none, tensor<4xf32>, none) -> !onnx.unknown
  %1 = onnx.Resize %x, %none, %none, %sizes {antialias = 1 : i64, mode = "cubic"} : (tensor<1x1x4x4xf32>, none, none, tensor<4xi64>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
