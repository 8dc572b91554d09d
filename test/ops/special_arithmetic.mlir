// RUN: cameo run %s --input 'X=[0, -0, inf, -inf, nan, 3, -3, 1]' --input 'H=[-0, inf, -2, 5]' | FileCheck %s

// Zeros have signs, and not every number has a difference to itself.
// CHECK: A: tensor<8xf32> [inf, inf, 0, -0, nan, 0.33333{{[0-9]*}}, -0.33333{{[0-9]*}}, 1]
// CHECK: B: tensor<8xf32> [0, 0, nan, nan, nan, 0, 0, 0]
// CHECK: C: tensor<8xf32> [0, -0, nan, nan, nan, 0, -0, 0]
// CHECK: D: tensor<8xf32> [nan, nan, 0, -0, nan, 0, -0, 0]
// CHECK: E: tensor<8xf32> [nan, nan, nan, nan, nan, 1, 1, 1]
// CHECK: F: tensor<8xf32> [-0, 0, nan, nan, nan, -0, 0, -0]
// CHECK: G: tensor<4xf16> [0, nan, -0, 0]
func.func @main(%x: tensor<8xf32> {onnx.name = "X"}, %h: tensor<4xf16> {onnx.name = "H"})
    -> (tensor<8xf32> {onnx.name = "A"}, tensor<8xf32> {onnx.name = "B"},
        tensor<8xf32> {onnx.name = "C"}, tensor<8xf32> {onnx.name = "D"},
        tensor<8xf32> {onnx.name = "E"}, tensor<8xf32> {onnx.name = "F"},
        tensor<4xf16> {onnx.name = "G"}) {
  %zero = onnx.Constant dense<0.0> : tensor<f32> : tensor<f32>
  %minus = onnx.Constant dense<-0.0> : tensor<f32> : tensor<f32>
  %half = onnx.Constant dense<0.0> : tensor<f16> : tensor<f16>
  %0 = onnx.Add %x, %zero : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %a = onnx.Reciprocal %0 : (tensor<8xf32>) -> tensor<8xf32>
  %b = onnx.Sub %x, %x : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %c = onnx.Mul %x, %zero : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %d = onnx.Div %zero, %x : (tensor<f32>, tensor<8xf32>) -> tensor<8xf32>
  %e = onnx.Div %x, %x : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %f = onnx.Mul %x, %minus : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %1 = onnx.Add %h, %half : (tensor<4xf16>, tensor<f16>) -> tensor<4xf16>
  %g = onnx.Mul %1, %half : (tensor<4xf16>, tensor<f16>) -> tensor<4xf16>
  return %a, %b, %c, %d, %e, %f, %g : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<4xf16>
}
