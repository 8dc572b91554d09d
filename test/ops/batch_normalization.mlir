// RUN: cameo run %s --input x='[[[[1, 2], [3, 4]]]]' --input v='[[1, 2], [3, 4]]' \
// RUN:   | FileCheck %s

// By itself, and folded into the weights of what makes its operand.

// CHECK: y: tensor<1x1x2x2xf32> {{\[\[\[}}[1.5, 2], [2.5, 3]]]]
// CHECK: conv: tensor<1x2x2x2xf32> {{\[\[\[}}[5, 7], [9, 11]], {{\[}}[9, 13], [17, 21]]]]
// CHECK: transposed: tensor<1x2x2x2xf32> {{\[\[\[}}[5, 7], [9, 11]], {{\[}}[9, 13], [17, 21]]]]
// CHECK: gemm: tensor<2x2xf32> {{\[\[}}8, 16], [12, 24]]

func.func @main(%x: tensor<1x1x2x2xf32> {onnx.name = "x"}, %v: tensor<2x2xf32> {onnx.name = "v"})
    -> (tensor<1x1x2x2xf32> {onnx.name = "y"}, tensor<1x2x2x2xf32> {onnx.name = "conv"},
        tensor<1x2x2x2xf32> {onnx.name = "transposed"}, tensor<2x2xf32> {onnx.name = "gemm"}) {
  %none = onnx.None : none
  %one = onnx.Constant dense<2.0> : tensor<1xf32>
  %scale = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = onnx.Constant dense<[6.0, 8.0]> : tensor<2xf32>
  %mean = onnx.Constant dense<[3.0, 3.0]> : tensor<2xf32>
  %var = onnx.Constant dense<[0.75, 3.75]> : tensor<2xf32>
  %w = onnx.Constant dense<[[[[2.0]]], [[[4.0]]]]> : tensor<2x1x1x1xf32>
  %t = onnx.Constant dense<[[[[2.0]], [[4.0]]]]> : tensor<1x2x1x1xf32>
  %m = onnx.Constant dense<[[2.0, 0.0], [0.0, 4.0]]> : tensor<2x2xf32>
  %y:3 = onnx.BatchNormalization %x, %one, %one, %one, %one {epsilon = 14.0 : f32} : (tensor<1x1x2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1x1x2x2xf32>, none, none)
  %0 = onnx.Conv %x, %w, %none : (tensor<1x1x2x2xf32>, tensor<2x1x1x1xf32>, none) -> tensor<1x2x2x2xf32>
  %conv:3 = onnx.BatchNormalization %0, %scale, %b, %mean, %var {epsilon = 0.25 : f32} : (tensor<1x2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<1x2x2x2xf32>, none, none)
  %1 = onnx.ConvTranspose %x, %t, %none : (tensor<1x1x2x2xf32>, tensor<1x2x1x1xf32>, none) -> tensor<1x2x2x2xf32>
  %transposed:3 = onnx.BatchNormalization %1, %scale, %b, %mean, %var {epsilon = 0.25 : f32} : (tensor<1x2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<1x2x2x2xf32>, none, none)
  %2 = onnx.Gemm %v, %m, %mean : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %gemm:3 = onnx.BatchNormalization %2, %scale, %b, %mean, %var {epsilon = 0.25 : f32} : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<2x2xf32>, none, none)
  return %y#0, %conv#0, %transposed#0, %gemm#0 : tensor<1x1x2x2xf32>, tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>, tensor<2x2xf32>
}
