// RUN: cameo run %s --input 'X=[[[1,2,3],[10,20,30]]]' --input 'P=[[[1,2,3],[10,20,30]]]' \
// RUN:   --input 'S=[[[1,2,3],[10,20,30]],[[0,0,1],[0,0,1]]]' \
// RUN:   --input 'K=[2]' | FileCheck %s

// Blocks of 2 pixels at 0, 1 and 2; with dilation, the pixels are 2 apart; what
// falls onto the padding is lost.
// CHECK: A: tensor<1x1x4xf32> {{\[\[\[}}1, 12, 23, 30]]]
// CHECK: B: tensor<1x1x3xf32> {{\[\[\[}}2, 13, 20]]]

// The extents of the operand may be known only by the run.
// CHECK: C: tensor<2x1x4xf32> {{\[\[\[}}1, 12, 23, 30]], {{\[\[}}0, 0, 1, 1]]]
// So may the shape of a block.
// CHECK: D: tensor<1x1x4xf32> {{\[\[\[}}1, 12, 23, 30]]]
func.func @main(%x: tensor<1x2x3xf32> {onnx.name = "X"}, %p: tensor<1x2x3xf32> {onnx.name = "P"}, %s: tensor<?x?x?xf32> {onnx.name = "S", onnx.dims = ["N", "CxK", "L"]}, %k: tensor<1xi64> {onnx.name = "K"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "D"}) {
  %four = onnx.Constant dense<4> : tensor<1xi64> : tensor<1xi64>
  %three = onnx.Constant dense<3> : tensor<1xi64> : tensor<1xi64>
  %two = onnx.Constant dense<2> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.Col2Im %x, %four, %two : (tensor<1x2x3xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  %b = onnx.Col2Im %p, %three, %two {dilations = array<i64: 2>, pads = array<i64: 1, 1>} : (tensor<1x2x3xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  %c = onnx.Col2Im %s, %four, %two : (tensor<?x?x?xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  %d = onnx.Col2Im %x, %four, %k : (tensor<1x2x3xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  return %a, %b, %c, %d : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
