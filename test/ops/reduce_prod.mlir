// RUN: cameo run %s --input 'X=[[1,2],[3,4]]' --input 'E=[[],[]]' | FileCheck %s

// Without axes all are meant, or none; the product of nothing is 1.
// CHECK: A: tensor<1x1xi32> {{\[\[}}24]]
// CHECK: B: tensor<2x2xi32> {{\[\[}}1, 2], [3, 4]]
// CHECK: C: tensor<2xf32> [1, 1]
func.func @main(%x: tensor<2x2xi32> {onnx.name = "X"}, %e: tensor<2x0xf32> {onnx.name = "E"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.ReduceProd %x, %none : (tensor<2x2xi32>, none) -> !onnx.unknown
  %b = onnx.ReduceProd %x, %none {noop_with_empty_axes = 1 : i64} : (tensor<2x2xi32>, none) -> !onnx.unknown
  %c = onnx.ReduceProd %e, %one {keepdims = 0 : i64} : (tensor<2x0xf32>, tensor<1xi64>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
