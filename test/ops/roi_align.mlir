// One region over an image of a slope: bins have the slope's value in their middle.
// RUN: cameo run %s --input x='[[[[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]]]' --input r='[[0, 0, 4, 4], [1, 1, 3, 3]]' --input b='[0, 0]' | FileCheck %s
// CHECK: y: tensor<2x1x1x2xf32> {{.*}}0.5, 2.5{{.*}}1, 2
func.func @main(%x: tensor<1x1x4x4xf32>, %r: tensor<?x4xf32> {onnx.dim_names = ["n", ""]}, %b: tensor<?xi64> {onnx.dim_names = ["n"]})
    -> (!onnx.unknown {onnx.name = "y"}) {
  %y = onnx.RoiAlign %x, %r, %b {output_width = 2 : i64, sampling_ratio = 2 : i64}
      : (tensor<1x1x4x4xf32>, tensor<?x4xf32>, tensor<?xi64>) -> !onnx.unknown
  return %y : !onnx.unknown
}
