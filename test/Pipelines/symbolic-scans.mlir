// Loops that carry a tensor of symbolic extent.
// RUN: cameo run %s --input '[[1, 2, 3], [4, 5, 6]]' | FileCheck %s
// CHECK: s: tensor<2x3xf32> {{\[\[}}1, 3, 6], [4, 9, 15]]
// CHECK: p: tensor<2x3xf32> {{\[\[}}4, 10, 18], [4, 5, 6]]
// CHECK: t: tensor<2x3xf32> {{\[\[}}5, 7, 9], [4, 5, 6]]
func.func @main(%x: tensor<?x?xf32> {onnx.name = "x", onnx.dim_names = ["m", "n"]})
    -> (tensor<?x?xf32> {onnx.name = "s"}, tensor<?x?xf32> {onnx.name = "p"}, tensor<?x?xf32> {onnx.name = "t"}) {
  %last = onnx.Constant dense<1> : tensor<i64>
  %first = onnx.Constant dense<0> : tensor<i64>
  %s = onnx.CumSum %x, %last : (tensor<?x?xf32>, tensor<i64>) -> tensor<?x?xf32>
  %p = onnx.CumProd %x, %first {reverse = 1 : i64} : (tensor<?x?xf32>, tensor<i64>) -> tensor<?x?xf32>
  %r = onnx.CumSum %x, %first {reverse = 1 : i64} : (tensor<?x?xf32>, tensor<i64>) -> tensor<?x?xf32>
  return %s, %p, %r : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x?xf32>
}
