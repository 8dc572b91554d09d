// RUN: cameo run %s --input 'X=[[[1,2],[3,4]]]' | FileCheck %s

// A product in float64 that joins rows of symbolic number starts from zero.
// CHECK: Y: tensor<1x2x2xf64> {{\[\[\[}}5, -1], [-1, 25]]]
func.func @main(%x: tensor<?x2x2xf64> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %other = onnx.Constant dense<-1.0> : tensor<f64> : tensor<f64>
  %mask = onnx.Constant dense<[[true, false], [false, true]]> : tensor<2x2xi1> : tensor<2x2xi1>
  %t = onnx.Transpose %x {perm = array<i64: 0, 2, 1>} : (tensor<?x2x2xf64>) -> tensor<?x2x2xf64>
  %0 = onnx.MatMul %x, %t : (tensor<?x2x2xf64>, tensor<?x2x2xf64>) -> tensor<?x2x2xf64>
  %y = onnx.Where %mask, %0, %other : (tensor<2x2xi1>, tensor<?x2x2xf64>, tensor<f64>) -> !onnx.unknown
  return %y : !onnx.unknown
}
