// RUN: cameo run %s --input 'X=[[3,-4],[0,0]]' | FileCheck %s

// CHECK: A: tensor<2xf32> [5, 0]
// CHECK: B: tensor<1x2xf32> {{\[\[}}3, 4]]
func.func @main(%x: tensor<2x?xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %zero = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.ReduceL2 %x, %one {keepdims = 0 : i64} : (tensor<2x?xf32>, tensor<1xi64>) -> !onnx.unknown
  %b = onnx.ReduceL2 %x, %zero : (tensor<2x?xf32>, tensor<1xi64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
