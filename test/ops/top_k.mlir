// RUN: cameo run %s --input 'X=[3,1,4,1,5,9,2,6]' | FileCheck %s

// Equal elements come in the order of their positions.
// CHECK: V: tensor<3xf32> [1, 1, 2]
// CHECK: I: tensor<3xi64> [1, 3, 6]
func.func @main(%x: tensor<8xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "V"}, !onnx.unknown {onnx.name = "I"}) {
  %k = onnx.Constant dense<3> : tensor<1xi64> : tensor<1xi64>
  %0:2 = onnx.TopK %x, %k {largest = 0 : i64} : (tensor<8xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
