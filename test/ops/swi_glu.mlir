// RUN: cameo run %s --input 'X=[0, 1, -1, nan]' --input 'Y=[2, 2, 3, 1]' | FileCheck %s

// CHECK: A: tensor<4xf32> [0, 1.46211{{[0-9]*}}, -0.80682{{[0-9]*}}, nan]
// CHECK: B: tensor<4xf32> [0, 1.76159{{[0-9]*}}, -0.35760{{[0-9]*}}, nan]
func.func @main(%x: tensor<4xf32> {onnx.name = "X"}, %y: tensor<4xf32> {onnx.name = "Y"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.SwiGLU %x, %y : (tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  %b = onnx.SwiGLU %x, %y {alpha = 2.0 : f32} : (tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
