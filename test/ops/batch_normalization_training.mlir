// Mean 2 and variance 1 of the one channel, 0 and 4 of the other.
// RUN: cameo run %s --input x='[[[1, 3], [2, -2]], [[1, 3], [-2, 2]]]' | FileCheck %s
// CHECK: y: tensor<2x2x2xf32> {{.*}}-1, 1], [11, 9{{.*}}-1, 1], [9, 11
// CHECK: m: tensor<2xf32> [1.4, 4]
// CHECK: v: tensor<2xf32> [1, 2.5]
func.func @main(%x: tensor<?x2x2xf32> {onnx.dim_names = ["n", "", ""]})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "m"}, !onnx.unknown {onnx.name = "v"}) {
  %s = onnx.Constant dense<1.0> : tensor<2xf32>
  %b = onnx.Constant dense<[0.0, 10.0]> : tensor<2xf32>
  %m = onnx.Constant dense<[0.8, 8.0]> : tensor<2xf32>
  %0:3 = onnx.BatchNormalization %x, %s, %b, %m, %s {training_mode = 1 : i64, momentum = 0.5 : f32, epsilon = 0.0 : f32}
      : (tensor<?x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown)
  return %0#0, %0#1, %0#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
