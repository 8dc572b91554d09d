// RUN: cameo run %s --input 'X=[[1,7,7],[5,2,0]]' --input 'S=[[1,7,7],[5,2,0],[0,0,9]]' | FileCheck %s

// CHECK: A: tensor<2xi64> [1, 0]
// CHECK: B: tensor<2xi64> [2, 0]

// The extents may be known only by the run, or there may be many.
// CHECK: C: tensor<3xi64> [1, 0, 2]
// CHECK: D: tensor<8192x1xi64>
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}, %s: tensor<?x?xf32> {onnx.name = "S", onnx.dim_names = ["N", "M"]}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "D"}) {
  %a = onnx.ArgMax %x {axis = 1 : i64, keepdims = 0 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %b = onnx.ArgMax %x {axis = 1 : i64, keepdims = 0 : i64, select_last_index = 1 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  %c = onnx.ArgMax %s {axis = 1 : i64, keepdims = 0 : i64} : (tensor<?x?xf32>) -> !onnx.unknown
  %to = onnx.Constant dense<[8192, 1]> : tensor<2xi64> : tensor<2xi64>
  %first = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %part = onnx.Slice %x, %first, %one, %first, %one : (tensor<2x3xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<1x3xf32>
  %wide = onnx.Expand %part, %to : (tensor<1x3xf32>, tensor<2xi64>) -> tensor<8192x3xf32>
  %d = onnx.ArgMax %wide {axis = 1 : i64} : (tensor<8192x3xf32>) -> !onnx.unknown
  return %a, %b, %c, %d : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
