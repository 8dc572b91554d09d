// RUN: cameo run %s --input 'X=[[[5,7]]]' --input 'I=[[[1,2]]]' | FileCheck %s

// CHECK: A: tensor<1x1x4xf32> {{\[\[\[}}0, 5, 7, 0]]]
// CHECK: B: tensor<1x1x5xf32> {{\[\[\[}}0, 5, 7, 0, 0]]]
func.func @main(%x: tensor<1x1x2xf32> {onnx.name = "X"}, %i: tensor<1x1x2xi64> {onnx.name = "I"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %none = onnx.None : none
  %shape = onnx.Constant dense<[1, 1, 5]> : tensor<3xi64> : tensor<3xi64>
  %a = onnx.MaxUnpool %x, %i, %none {kernel_shape = array<i64: 2>, strides = array<i64: 2>} : (tensor<1x1x2xf32>, tensor<1x1x2xi64>, none) -> !onnx.unknown
  %b = onnx.MaxUnpool %x, %i, %shape {kernel_shape = array<i64: 2>, strides = array<i64: 2>} : (tensor<1x1x2xf32>, tensor<1x1x2xi64>, tensor<3xi64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
