// RUN: cameo run %s --input 'X=[[1000,1000],[0,-inf],[-inf,-inf]]' | FileCheck %s

// Large elements do not overflow.
// CHECK: Y: tensor<3xf32> [1000.693{{[0-9]*}}, 0, -inf]
func.func @main(%x: tensor<3x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.ReduceLogSumExp %x, %one {keepdims = 0 : i64} : (tensor<3x2xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
