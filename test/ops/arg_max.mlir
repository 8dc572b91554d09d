// RUN: cameo run %s --input 'X=[[1,7,7],[5,2,0]]' | FileCheck %s

// CHECK: A: tensor<2xi64> [1, 0]
// CHECK: B: tensor<2xi64> [2, 0]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.ArgMax %x {axis = 1 : i64, keepdims = 0 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %b = onnx.ArgMax %x {axis = 1 : i64, keepdims = 0 : i64, select_last_index = 1 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
