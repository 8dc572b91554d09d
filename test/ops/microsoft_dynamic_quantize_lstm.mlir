// RUN: cameo run %s --input 'X=[[[1]], [[1]]]' | FileCheck %s

// The candidate's weights are 0.5 * (12 - 10) = 1 for x, 0 for h; the gates are 1/2.
// c = tanh(1) / 2, then c / 2 + tanh(1) / 2; h = tanh(c) / 2.
// CHECK: Y: tensor<2x1x1x1xf32> {{\[\[\[\[}}0.18169{{[0-9]*}}]]], {{\[\[\[}}0.25811{{[0-9]*}}]]]]
// CHECK: C: tensor<1x1x1xf32> {{\[\[\[}}0.57119{{[0-9]*}}]]]
func.func @main(%x: tensor<2x?x1xf32> {onnx.name = "X", onnx.dims = ["", "N", ""]})
    -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[10, 10, 10, 12]]]> : tensor<1x1x4xui8> : tensor<1x1x4xui8>
  %r = onnx.Constant dense<10> : tensor<1x1x4xui8> : tensor<1x1x4xui8>
  %half = onnx.Constant dense<0.5> : tensor<1xf32> : tensor<1xf32>
  %ten = onnx.Constant dense<10> : tensor<1xui8> : tensor<1xui8>
  %halves = onnx.Constant dense<0.5> : tensor<1x4xf32> : tensor<1x4xf32>
  %tens = onnx.Constant dense<10> : tensor<1x4xui8> : tensor<1x4xui8>
  %0:3 = onnx.microsoft.DynamicQuantizeLSTM %x, %w, %r, %none, %none, %none, %none, %none, %half, %ten, %halves, %tens {hidden_size = 1 : i64} : (tensor<2x?x1xf32>, tensor<1x1x4xui8>, tensor<1x1x4xui8>, none, none, none, none, none, tensor<1xf32>, tensor<1xui8>, tensor<1x4xf32>, tensor<1x4xui8>) -> (!onnx.unknown, none, !onnx.unknown)
  return %0#0, %0#2 : !onnx.unknown, !onnx.unknown
}
