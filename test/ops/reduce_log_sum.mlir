// RUN: cameo run %s --input 'X=[[1,1],[0,0],[-1,0]]' | FileCheck %s

// CHECK: Y: tensor<3xf32> [0.69314{{[0-9]+}}, -inf, {{-?}}nan]
func.func @main(%x: tensor<3x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.ReduceLogSum %x, %one {keepdims = 0 : i64} : (tensor<3x2xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
