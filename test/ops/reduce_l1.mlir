// RUN: cameo run %s --input 'X=[[-1,2],[3,-4]]' | FileCheck %s

// CHECK: A: tensor<2x1xf32> {{\[\[}}3], [7]]
// CHECK: B: tensor<f32> 10
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %none = onnx.None : none
  %last = onnx.Constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.ReduceL1 %x, %last : (tensor<2x2xf32>, tensor<1xi64>) -> !onnx.unknown
  %b = onnx.ReduceL1 %x, %none {keepdims = 0 : i64} : (tensor<2x2xf32>, none) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
