// RUN: cameo run %s --input 'X=[[[1,2]]]' | FileCheck %s

// CHECK: Y: tensor<1x1x5xf32> {{\[\[\[}}1, 10, 102, 20, 200]]]
func.func @main(%x: tensor<1x1x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[1.0, 10.0, 100.0]]]> : tensor<1x1x3xf32> : tensor<1x1x3xf32>
  %0 = onnx.ConvTranspose %x, %w, %none {strides = array<i64: 2>} : (tensor<1x1x2xf32>, tensor<1x1x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
