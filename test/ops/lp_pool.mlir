// RUN: cameo run %s --input 'X=[[[3,-4,0,-2]]]' | FileCheck %s

// CHECK: A: tensor<1x1x2xf32> {{\[\[\[}}5, 2]]]
// CHECK: B: tensor<1x1x3xf32> {{\[\[\[}}7, 4, 2]]]
func.func @main(%x: tensor<1x1x4xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.LpPool %x {kernel_shape = array<i64: 2>, strides = array<i64: 2>} : (tensor<1x1x4xf32>) -> !onnx.unknown
  %b = onnx.LpPool %x {kernel_shape = array<i64: 2>, p = 1 : i64} : (tensor<1x1x4xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
