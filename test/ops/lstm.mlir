// RUN: cameo run %s --input 'X=[[[1]],[[2]]]' | FileCheck %s

// i = x + c, o = 1 + c, f = 0.5, g = 2 x, and with input_forget f = 1 - i:
// c = f c + i g, h = o c.
// CHECK: H: tensor<1x1x1xf32> {{\[\[\[}}306]]]
// CHECK: C: tensor<1x1x1xf32> {{\[\[\[}}17]]]
// CHECK: D: tensor<1x1x1xf32> {{\[\[\[}}10]]]
func.func @main(%x: tensor<2x1x1xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "H"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "D"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[1.0], [0.0], [0.0], [2.0]]]> : tensor<1x4x1xf32> : tensor<1x4x1xf32>
  %r = onnx.Constant dense<0.0> : tensor<1x4x1xf32> : tensor<1x4x1xf32>
  %b = onnx.Constant dense<[[0.0, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0]]> : tensor<1x8xf32> : tensor<1x8xf32>
  %p = onnx.Constant dense<[[1.0, 1.0, 0.0]]> : tensor<1x3xf32> : tensor<1x3xf32>
  %0:3 = onnx.LSTM %x, %w, %r, %b, %none, %none, %none, %p {activations = ["Affine", "Affine", "Affine"]} : (tensor<2x1x1xf32>, tensor<1x4x1xf32>, tensor<1x4x1xf32>, tensor<1x8xf32>, none, none, none, tensor<1x3xf32>) -> (none, !onnx.unknown, !onnx.unknown)
  %1:3 = onnx.LSTM %x, %w, %r, %b, %none, %none, %none, %p {activations = ["Affine", "Affine", "Affine"], input_forget = 1 : i64} : (tensor<2x1x1xf32>, tensor<1x4x1xf32>, tensor<1x4x1xf32>, tensor<1x8xf32>, none, none, none, tensor<1x3xf32>) -> (none, none, !onnx.unknown)
  return %0#1, %0#2, %1#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
