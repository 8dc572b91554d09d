// RUN: cameo run %s --input 'R=0.5' --input 'T=0' --input 'X=[1, 2]' --input 'G=[3, -4]' \
// RUN:   --input 'V=[0, 16]' | FileCheck %s

// v' = [3, 4] with beta 1 in the first step; x' = x - v' / 2
// CHECK: Y0: tensor<2xf32> [-0.5, 0]
// CHECK: Y1: tensor<2xf32> [3, 4]
// h' = [9, 32]; x' = x - g / (2 sqrt(h'))
// CHECK: Y2: tensor<2xf32> [0.5, 2.35355{{[0-9]*}}]
// CHECK: Y3: tensor<2xf32> [9, 32]
// The sign of the gradient, in units of the rate.
// CHECK: Y4: tensor<2xf32> [0.5, 2.5]
func.func @main(%r: tensor<f32> {onnx.name = "R"}, %t: tensor<i64> {onnx.name = "T"},
                %x: tensor<2xf32> {onnx.name = "X"}, %g: tensor<2xf32> {onnx.name = "G"},
                %v: tensor<2xf32> {onnx.name = "V"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"},
        !onnx.unknown {onnx.name = "Y4"}) {
  %0:2 = onnx.training.Momentum %r, %t, %x, %g, %v {alpha = 0.5 : f32, beta = 0.25 : f32, mode = "standard", norm_coefficient = 0.0 : f32} : (tensor<f32>, tensor<i64>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %1:2 = onnx.training.Adagrad %r, %t, %x, %g, %v {epsilon = 0.0 : f32} : (tensor<f32>, tensor<i64>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %2:3 = onnx.training.Adam %r, %t, %x, %g, %v, %v {alpha = 0.0 : f32, beta = 0.0 : f32, epsilon = 0.0 : f32} : (tensor<f32>, tensor<i64>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown)
  return %0#0, %0#1, %1#0, %1#1, %2#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
