// RUN: cameo run %s --input 'X=[[[1],[2]]]' | FileCheck %s

// z = 0.25 x + 0.25, r = 0.5, g = 4 x + r h (+ 2 inside or outside of the reset),
// h = (1 - z) g + z h, without recurrent weights but for the candidate's.
// CHECK: A: tensor<1x2x1x1xf32> {{\[\[\[\[}}3]], {{\[\[}}5.125]]]]
// CHECK: B: tensor<1x1x1xf32> {{\[\[\[}}4.4375]]]
func.func @main(%x: tensor<1x2x1xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[0.25], [0.0], [4.0]]]> : tensor<1x3x1xf32> : tensor<1x3x1xf32>
  %r = onnx.Constant dense<[[[0.0], [0.0], [1.0]]]> : tensor<1x3x1xf32> : tensor<1x3x1xf32>
  %b = onnx.Constant dense<[[0.25, 0.0, 0.0, 0.0, 0.5, 2.0]]> : tensor<1x6xf32> : tensor<1x6xf32>
  %a:2 = onnx.GRU %x, %w, %r, %b, %none, %none {activations = ["Affine", "Affine"], layout = 1 : i64} : (tensor<1x2x1xf32>, tensor<1x3x1xf32>, tensor<1x3x1xf32>, tensor<1x6xf32>, none, none) -> (!onnx.unknown, none)
  %c:2 = onnx.GRU %x, %w, %r, %b, %none, %none {activations = ["Affine", "Affine"], layout = 1 : i64, linear_before_reset = 1 : i64} : (tensor<1x2x1xf32>, tensor<1x3x1xf32>, tensor<1x3x1xf32>, tensor<1x6xf32>, none, none) -> (none, !onnx.unknown)
  return %a#0, %c#1 : !onnx.unknown, !onnx.unknown
}
