// RUN: cameo run %s --input 'X=[[1,0,0],[5,7,2]]' --input 'U=[[1,200],[255,3]]' | FileCheck %s

// The first of equals, the last of equals, and elements without sign.
// CHECK: A: tensor<2xi64> [1, 2]
// CHECK: B: tensor<2x1xi64> {{\[\[}}2], [2]]
// CHECK: C: tensor<2xi64> [0, 1]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}, %u: tensor<2x2xui8> {onnx.name = "U"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %a = onnx.ArgMin %x {axis = 1 : i64, keepdims = 0 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %b = onnx.ArgMin %x {axis = -1 : i64, select_last_index = 1 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %c = onnx.ArgMin %u {keepdims = 0 : i64} : (tensor<2x2xui8>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
