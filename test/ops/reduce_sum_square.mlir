// RUN: cameo run %s --input 'X=[[[1,2],[3,-4]]]' | FileCheck %s

// CHECK: Y: tensor<2xf32> [5, 25]
func.func @main(%x: tensor<1x2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %axes = onnx.Constant dense<[-1, 0]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.ReduceSumSquare %x, %axes {keepdims = 0 : i64} : (tensor<1x2x2xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
