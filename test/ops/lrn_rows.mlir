// Windows of one channel, by rows: what tells their extent is no row of anything.
// RUN: cameo run %s --input x='[[1, 2], [3, -4]]' | FileCheck %s
// CHECK: y: tensor<1x1x2x2xf32> {{\[\[\[\[}}0.5, 0.4], [0.3, -0.23529{{[0-9]*}}]]]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "y"}) {
  %axes = onnx.Constant dense<[0, 1]> : tensor<2xi64>
  %0 = onnx.Unsqueeze %x, %axes : (tensor<2x2xf32>, tensor<2xi64>) -> tensor<1x1x2x2xf32>
  %1 = onnx.LRN %0 {alpha = 1.0 : f32, beta = 1.0 : f32, bias = 1.0 : f32, size = 1 : i64} : (tensor<1x1x2x2xf32>) -> !onnx.unknown
  return %1 : !onnx.unknown
}
