// RUN: cameo run %s --input 'X=[[[1],[2]],[[3],[4]]]' --input 'L=[2,1]' | FileCheck %s

// h = max(0, x + 2 h + 1) forwards; backwards h = -x + h, which starts at 10;
// the second sequence ends after one step.
// CHECK: Y: tensor<2x2x2x1xf32> {{\[\[\[\[}}2], [3]], {{\[\[}}6], [8]]], {{\[\[\[}}8], [0]], {{\[\[}}7], [0]]]]
// CHECK: H: tensor<2x2x1xf32> {{\[\[\[}}8], [3]], {{\[\[}}6], [8]]]
func.func @main(%x: tensor<2x?x1xf32> {onnx.name = "X"}, %l: tensor<?xi32> {onnx.name = "L"}) -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "H"}) {
  %w = onnx.Constant dense<[[[1.0]], [[-1.0]]]> : tensor<2x1x1xf32> : tensor<2x1x1xf32>
  %r = onnx.Constant dense<[[[2.0]], [[1.0]]]> : tensor<2x1x1xf32> : tensor<2x1x1xf32>
  %b = onnx.Constant dense<[[0.25, 0.75], [0.0, 0.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %h = onnx.Constant dense<[[[0.0], [0.0]], [[10.0], [10.0]]]> : tensor<2x2x1xf32> : tensor<2x2x1xf32>
  %0:2 = onnx.RNN %x, %w, %r, %b, %l, %h {activations = ["Relu", "Affine"], direction = "bidirectional"} : (tensor<2x?x1xf32>, tensor<2x1x1xf32>, tensor<2x1x1xf32>, tensor<2x2xf32>, tensor<?xi32>, tensor<2x2x1xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
