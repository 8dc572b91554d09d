// RUN: cameo run %s --input f=4096 --full | FileCheck %s
// CHECK: y: tensor<9x2xf32> {{.*}}1, 0], [0.5, 0.5], [0, 1], [0, 0.5], [0, 0]
func.func @main(%f: tensor<f32>) -> (!onnx.unknown {onnx.name = "y"}) {
  %bins = onnx.Constant dense<2> : tensor<i32>
  %length = onnx.Constant dense<16> : tensor<i32>
  %rate = onnx.Constant dense<8192> : tensor<i32>
  %low = onnx.Constant dense<0.0> : tensor<f32>
  %0 = onnx.MelWeightMatrix %bins, %length, %rate, %low, %f : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<f32>, tensor<f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
