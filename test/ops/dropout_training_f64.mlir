// The scale of what is kept has all digits: 1 / 0.9.
// RUN: cameo run %s --input x='[1, 1, 1, 1]' --input t=true --input r=0.1 | FileCheck %s
// CHECK: most: tensor<f64> 1.1111111111111112{{$}}
func.func @main(%x: tensor<4xf64>, %t: tensor<i1>, %r: tensor<f64>) -> (!onnx.unknown {onnx.name = "most"}) {
  %none = onnx.None : none
  %0:2 = onnx.Dropout %x, %r, %t {seed = 1 : i64} : (tensor<4xf64>, tensor<f64>, tensor<i1>) -> (tensor<4xf64>, none)
  %1 = onnx.ReduceMax %0#0, %none {keepdims = 0 : i64} : (tensor<4xf64>, none) -> !onnx.unknown
  return %1 : !onnx.unknown
}
