// RUN: cameo run %s --input 'X=[[1,2,3],[4,5,6]]' | FileCheck %s

// Along the columns; each element left out of its own product, from the end.
// CHECK: A: tensor<2x3xf32> {{\[\[}}1, 2, 3], [4, 10, 18]]
// CHECK: B: tensor<2x3xf32> {{\[\[}}6, 3, 1], [30, 6, 1]]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %zero = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  %last = onnx.Constant dense<-1> : tensor<i64> : tensor<i64>
  %a = onnx.CumProd %x, %zero : (tensor<2x3xf32>, tensor<i64>) -> !onnx.unknown
  %b = onnx.CumProd %x, %last {exclusive = 1 : i64, reverse = 1 : i64} : (tensor<2x3xf32>, tensor<i64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
