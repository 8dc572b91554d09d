// RUN: cameo run %s --input 'X=[[[[1,2,3],[4,5,6],[7,8,9]]]]' --input 'O=[[[[0]],[[0]],[[0]],[[0.5]],[[-0.5]],[[0]],[[1.5]],[[nan]]]]' \
// RUN:   --input 'M=[[[[1]],[[2]],[[0]],[[3]]]]' --input 'S=[[[[1,2,3],[4,5,6],[7,8,9]]]]' \
// RUN:   --input 'Z=[[[[0,0],[0,0]],[[0,0],[0,-1]]]]' | FileCheck %s

// The taps lie at (0, 0), (0, 2.5), (1.5, 0) and nowhere: 1, half of 3, 5.5 and 0, with dilation 2.
// CHECK: A: tensor<1x1x1x1xf32> {{\[\[\[\[}}8]]]]
// With the mask and a bias: 1 + 2 * 1.5 + 0 + 0 + 10.
// CHECK: B: tensor<1x1x1x1xf32> {{\[\[\[\[}}14]]]]
// One tap, every second element, and of the last one the element before.
// CHECK: C: tensor<1x2x2x2xf32> {{\[\[\[\[}}1{{[.0-9]*}}, 3{{[.0-9]*}}], [7{{[.0-9]*}}, 8{{[.0-9]*}}]], {{\[\[}}2{{[.0-9]*}}, 6{{[.0-9]*}}], [14{{[.0-9]*}}, 16{{[.0-9]*}}]]]]
func.func @main(%x: tensor<1x1x3x3xf32> {onnx.name = "X"}, %o: tensor<1x8x1x1xf32> {onnx.name = "O"}, %m: tensor<1x4x1x1xf32> {onnx.name = "M"},
                %s: tensor<1x1x3x3xf32> {onnx.name = "S"}, %z: tensor<1x2x2x2xf32> {onnx.name = "Z"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<1.0> : tensor<1x1x2x2xf32> : tensor<1x1x2x2xf32>
  %bias = onnx.Constant dense<10.0> : tensor<1xf32> : tensor<1xf32>
  %two = onnx.Constant dense<[[[[1.0]]], [[[2.0]]]]> : tensor<2x1x1x1xf32> : tensor<2x1x1x1xf32>
  %a = onnx.DeformConv %x, %w, %o, %none, %none {dilations = array<i64: 2, 2>} : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x8x1x1xf32>, none, none) -> !onnx.unknown
  %b = onnx.DeformConv %x, %w, %o, %bias, %m {dilations = array<i64: 2, 2>} : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x8x1x1xf32>, tensor<1xf32>, tensor<1x4x1x1xf32>) -> !onnx.unknown
  %c = onnx.DeformConv %s, %two, %z, %none, %none {strides = array<i64: 2, 2>} : (tensor<1x1x3x3xf32>, tensor<2x1x1x1xf32>, tensor<1x2x2x2xf32>, none, none) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
