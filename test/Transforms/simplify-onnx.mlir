// RUN: cameo-opt %s --onnx-simplify | FileCheck %s

// CHECK-LABEL: @neutral
// CHECK-NEXT: return %arg0, %arg0, %arg1, %arg1
func.func @neutral(%x: tensor<2x3xf32>, %i: tensor<3xi32>)
    -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xi32>, tensor<3xi32>) {
  %one = onnx.Constant dense<1.0> : tensor<1xf32>
  %zero = onnx.Constant dense<0.0> : tensor<f32>
  %i0 = onnx.Constant dense<0> : tensor<i32>
  %i1 = onnx.Constant dense<1> : tensor<1xi32>
  %0 = onnx.Mul %x, %one : (tensor<2x3xf32>, tensor<1xf32>) -> tensor<2x3xf32>
  %1 = onnx.Sub %x, %zero : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
  %2 = onnx.Add %i0, %i : (tensor<i32>, tensor<3xi32>) -> tensor<3xi32>
  %3 = onnx.Div %i, %i1 : (tensor<3xi32>, tensor<1xi32>) -> tensor<3xi32>
  return %0, %1, %2, %3 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xi32>, tensor<3xi32>
}

// -0 + 0 is 0, and a constant of higher rank gives its rank to the result.
// CHECK-LABEL: @not_neutral
// CHECK: onnx.Add
// CHECK: onnx.Mul
func.func @not_neutral(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<1x3xf32>) {
  %zero = onnx.Constant dense<0.0> : tensor<f32>
  %one = onnx.Constant dense<1.0> : tensor<1x1xf32>
  %0 = onnx.Add %x, %zero : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
  %1 = onnx.Mul %x, %one : (tensor<3xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
  return %0, %1 : tensor<3xf32>, tensor<1x3xf32>
}

// CHECK-LABEL: @involutions
// CHECK-NEXT: return %arg0, %arg1, %arg2
func.func @involutions(%b: tensor<2xi1>, %u: tensor<2xui8>, %x: tensor<?xf16>)
    -> (tensor<2xi1>, tensor<2xui8>, tensor<?xf16>) {
  %0 = onnx.Not %b : (tensor<2xi1>) -> tensor<2xi1>
  %1 = onnx.Not %0 : (tensor<2xi1>) -> tensor<2xi1>
  %2 = onnx.Identity %1 : (tensor<2xi1>) -> tensor<2xi1>
  %3 = onnx.BitwiseNot %u : (tensor<2xui8>) -> tensor<2xui8>
  %4 = onnx.BitwiseNot %3 : (tensor<2xui8>) -> tensor<2xui8>
  %5 = onnx.Neg %x : (tensor<?xf16>) -> tensor<?xf16>
  %6 = onnx.Neg %5 : (tensor<?xf16>) -> tensor<?xf16>
  return %2, %4, %6 : tensor<2xi1>, tensor<2xui8>, tensor<?xf16>
}

// CHECK-LABEL: @casts
// CHECK-NEXT: return %arg0, %arg0, %arg1
func.func @casts(%x: tensor<2xf16>, %i: tensor<2xi32>)
    -> (tensor<2xf16>, tensor<2xf16>, tensor<2xi32>) {
  %0 = onnx.Cast %x {to = 10 : i64} : (tensor<2xf16>) -> tensor<2xf16>
  %1 = onnx.Cast %x {to = 1 : i64} : (tensor<2xf16>) -> tensor<2xf32>
  %2 = onnx.Cast %1 {to = 10 : i64} : (tensor<2xf32>) -> tensor<2xf16>
  %3 = onnx.Cast %i {to = 11 : i64} : (tensor<2xi32>) -> tensor<2xf64>
  %4 = onnx.Cast %3 {to = 6 : i64} : (tensor<2xf64>) -> tensor<2xi32>
  return %0, %2, %4 : tensor<2xf16>, tensor<2xf16>, tensor<2xi32>
}

// A float of 24 bits of mantissa does not hold every i32.
// CHECK-LABEL: @lossy_casts
// CHECK-COUNT-2: onnx.Cast
func.func @lossy_casts(%i: tensor<2xi32>) -> tensor<2xi32> {
  %0 = onnx.Cast %i {to = 1 : i64} : (tensor<2xi32>) -> tensor<2xf32>
  %1 = onnx.Cast %0 {to = 6 : i64} : (tensor<2xf32>) -> tensor<2xi32>
  return %1 : tensor<2xi32>
}

// CHECK-LABEL: @known_values
// CHECK-NEXT: %[[C:.*]] = onnx.Constant dense<[5, -1]> : tensor<2xi64>
// CHECK-NEXT: return %[[C]]
func.func @known_values() -> tensor<2xi64> {
  %a = onnx.Constant dense<[2, -4]> : tensor<2xi64>
  %b = onnx.Constant dense<3> : tensor<i64>
  %0 = onnx.Add %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<2xi64>
  return %0 : tensor<2xi64>
}
