// RUN: cameo run %s --input 'X=[[1,nan],[-inf,-3]]' --input 'U=[[3,200],[255,1]]' \
// RUN:   --input 'B=[true,false]' --input 'E=[[],[]]' | FileCheck %s

// NaN wins; bytes have no sign; nothing at all gives the neutral element.
// CHECK: A: tensor<2xf32> [nan, -inf]
// CHECK: C: tensor<2xui8> [3, 1]
// CHECK: D: tensor<i1> false
// CHECK: F: tensor<2xf32> [inf, inf]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}, %u: tensor<2x2xui8> {onnx.name = "U"},
                %b: tensor<2xi1> {onnx.name = "B"}, %e: tensor<2x0xf32> {onnx.name = "E"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "D"}, !onnx.unknown {onnx.name = "F"}) {
  %none = onnx.None : none
  %zero = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.ReduceMin %x, %one {keepdims = 0 : i64} : (tensor<2x2xf32>, tensor<1xi64>) -> !onnx.unknown
  %c = onnx.ReduceMin %u, %zero {keepdims = 0 : i64} : (tensor<2x2xui8>, tensor<1xi64>) -> !onnx.unknown
  %d = onnx.ReduceMin %b, %none {keepdims = 0 : i64} : (tensor<2xi1>, none) -> !onnx.unknown
  %f = onnx.ReduceMin %e, %one {keepdims = 0 : i64} : (tensor<2x0xf32>, tensor<1xi64>) -> !onnx.unknown
  return %a, %c, %d, %f : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
