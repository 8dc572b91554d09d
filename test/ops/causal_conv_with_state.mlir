// RUN: cameo run %s --input 'X=[[[1,2],[3,4]]]' --input 'P=[[[5,6],[7,8]]]' | FileCheck %s

// Filters [1, 10, 100] and [0, 0, 1] over the past two inputs and the present one.
// CHECK: A: tensor<1x2x2xf32> {{\[\[\[}}100, 210], [3, 4]]]
// CHECK: AS: tensor<1x2x2xf32> {{\[\[\[}}1, 2], [3, 4]]]
// CHECK: B: tensor<1x2x2xf32> {{\[\[\[}}166, 217], [2.85772{{[0-9]*}}, 3.92805{{[0-9]*}}]]]
// CHECK: BS: tensor<1x2x2xf32> {{\[\[\[}}1, 2], [3, 4]]]
func.func @main(%x: tensor<1x2x2xf32> {onnx.name = "X"}, %p: tensor<1x2x2xf32> {onnx.name = "P"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "AS"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "BS"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[1.0, 10.0, 100.0]], [[0.0, 0.0, 1.0]]]> : tensor<2x1x3xf32> : tensor<2x1x3xf32>
  %bias = onnx.Constant dense<[1.0, 0.0]> : tensor<2xf32> : tensor<2xf32>
  %a:2 = onnx.CausalConvWithState %x, %w, %none, %none : (tensor<1x2x2xf32>, tensor<2x1x3xf32>, none, none) -> (!onnx.unknown, !onnx.unknown)
  %b:2 = onnx.CausalConvWithState %x, %w, %bias, %p {activation = "silu"} : (tensor<1x2x2xf32>, tensor<2x1x3xf32>, tensor<2xf32>, tensor<1x2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %a#0, %a#1, %b#0, %b#1 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
