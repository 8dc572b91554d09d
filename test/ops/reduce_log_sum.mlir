// RUN: cameo run %s --input 'X=[[1,1],[0,0],[-1,0]]' --input 'I=[[3,4],[0,0]]' | FileCheck %s

// CHECK: Y: tensor<3xf32> [0.69314{{[0-9]+}}, -inf, {{-?}}nan]
// What has no integer saturates.
// CHECK: Z: tensor<2xi32> [1, -2147483648]
func.func @main(%x: tensor<3x2xf32> {onnx.name = "X"}, %i: tensor<2x2xi32> {onnx.name = "I"})
    -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "Z"}) {
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.ReduceLogSum %x, %one {keepdims = 0 : i64} : (tensor<3x2xf32>, tensor<1xi64>) -> !onnx.unknown
  %1 = onnx.ReduceLogSum %i, %one {keepdims = 0 : i64} : (tensor<2x2xi32>, tensor<1xi64>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
