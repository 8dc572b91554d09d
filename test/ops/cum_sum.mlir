// RUN: cameo run %s --input 'X=[1,2,3,4]' | FileCheck %s

// CHECK: A: tensor<4xf32> [1, 3, 6, 10]
// CHECK: B: tensor<4xf32> [9, 7, 4, 0]
func.func @main(%x: tensor<4xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %axis = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  %a = onnx.CumSum %x, %axis : (tensor<4xf32>, tensor<i64>) -> !onnx.unknown
  %b = onnx.CumSum %x, %axis {exclusive = 1 : i64, reverse = 1 : i64} : (tensor<4xf32>, tensor<i64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
