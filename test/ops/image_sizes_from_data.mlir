// Shapes that only the run knows: a grid, and what was pooled.
// RUN: cameo run %s --input g='[1, 1, 2, 3]' --input u='[1, 1, 3, 3]' | FileCheck %s
// CHECK: grid: tensor<1x2x3x2xf32> {{.*}}-0.5], [0, -0.5], [0.6{{[0-9]*}}, -0.5{{.*}}0.5], [0, 0.5], [0.6{{[0-9]*}}, 0.5
// CHECK: unpooled: tensor<1x1x3x3xf32> {{.*}}0, 7, 0], [0, 0, 8], [0, 0, 0
func.func @main(%g: tensor<4xi64>, %u: tensor<4xi64>)
    -> (!onnx.unknown {onnx.name = "grid"}, !onnx.unknown {onnx.name = "unpooled"}) {
  %none = onnx.None : none
  %theta = onnx.Constant dense<[[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]> : tensor<1x2x3xf32>
  %0 = onnx.AffineGrid %theta, %g : (tensor<1x2x3xf32>, tensor<4xi64>) -> !onnx.unknown
  %x = onnx.Constant dense<[[[[7.0, 8.0]]]]> : tensor<1x1x1x2xf32>
  %i = onnx.Constant dense<[[[[1, 5]]]]> : tensor<1x1x1x2xi64>
  %2 = onnx.MaxUnpool %x, %i, %u {kernel_shape = array<i64: 2, 2>} : (tensor<1x1x1x2xf32>, tensor<1x1x1x2xi64>, tensor<4xi64>) -> !onnx.unknown
  return %0, %2 : !onnx.unknown, !onnx.unknown
}
