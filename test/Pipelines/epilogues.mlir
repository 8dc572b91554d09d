// What follows a product in its kernel: biases, residuals, scalars, comparisons.
// The product of ones is 3 everywhere; its columns are no multiple of a vector.

// RUN: cameo run %s --input a=[[1,1,1],[1,1,1]] --input b=[[1,1,1],[1,1,1],[1,1,1]] --input 'bias=[1, -10, 2]' --input 'residual=[[0, 0, 0], [5, 50, 500]]' --input 's=2' --input 'i=[3, 2, 1]' | FileCheck %s
// CHECK:      biased: tensor<2x3xf32> {{\[\[}}4, 0, 5], [4, 0, 5]]
// CHECK-NEXT: residual_sum: tensor<2x3xf32> {{\[\[}}6, 6, 6], [11, 56, 506]]
// CHECK-NEXT: positive: tensor<2x3xi1> {{\[\[}}true, false, true], [true, false, true]]
// CHECK-NEXT: quotient: tensor<2x3xi32> {{\[\[}}1, 1, 3], [1, 1, 3]]
// CHECK-NEXT: both: tensor<2x3xf32> {{\[\[}}3, 3, 3], [3, 3, 3]]
// CHECK-NEXT: doubled: tensor<2x3xf32> {{\[\[}}6, 6, 6], [6, 6, 6]]
!t = tensor<2x3xf32>
func.func @main(%a: !t {onnx.name = "a"}, %b: tensor<3x3xf32> {onnx.name = "b"}, %bias: tensor<3xf32> {onnx.name = "bias"}, %residual: !t {onnx.name = "residual"}, %s: tensor<f32> {onnx.name = "s"}, %i: tensor<3xi32> {onnx.name = "i"})
    -> (!t {onnx.name = "biased"}, !t {onnx.name = "residual_sum"}, tensor<2x3xi1> {onnx.name = "positive"}, tensor<2x3xi32> {onnx.name = "quotient"}, !t {onnx.name = "both"}, !t {onnx.name = "doubled"}) {
  %zero = onnx.Constant dense<0.0> : tensor<f32> : tensor<f32>
  // max(a · b + bias, 0)
  %0 = onnx.MatMul %a, %b : (!t, tensor<3x3xf32>) -> !t
  %1 = onnx.Add %0, %bias : (!t, tensor<3xf32>) -> !t
  %biased = onnx.Relu %1 : (!t) -> !t
  // s (a · b) + residual
  %2 = onnx.MatMul %a, %b : (!t, tensor<3x3xf32>) -> !t
  %3 = onnx.Mul %2, %s : (!t, tensor<f32>) -> !t
  %sum = onnx.Add %3, %residual : (!t, !t) -> !t
  // a · b + bias > 0
  %4 = onnx.MatMul %a, %b : (!t, tensor<3x3xf32>) -> !t
  %5 = onnx.Add %4, %bias : (!t, tensor<3xf32>) -> !t
  %positive = onnx.Greater %5, %zero : (!t, tensor<f32>) -> tensor<2x3xi1>
  // Integers, divided by what is only there for three columns.
  %6 = onnx.MatMul %a, %b : (!t, tensor<3x3xf32>) -> !t
  %7 = onnx.Cast %6 {to = 6 : i64} : (!t) -> tensor<2x3xi32>
  %quotient = onnx.Div %7, %i : (tensor<2x3xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  // A product with two uses.
  %8 = onnx.MatMul %a, %b : (!t, tensor<3x3xf32>) -> !t
  %9 = onnx.Mul %8, %s : (!t, tensor<f32>) -> !t
  return %biased, %sum, %positive, %quotient, %8, %9 : !t, !t, tensor<2x3xi1>, tensor<2x3xi32>, !t, !t
}
