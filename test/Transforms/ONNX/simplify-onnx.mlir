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

// Nothing but one permutation of both remains, or nothing at all.
// CHECK-LABEL: @transposes
// CHECK-NEXT: %[[T:.*]] = onnx.Transpose %arg0 {perm = array<i64: 1, 2, 0>}
// CHECK-NEXT: return %arg0, %[[T]]
func.func @transposes(%x: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>, tensor<3x4x2xf32>) {
  %0 = onnx.Transpose %x {perm = array<i64: 0, 2, 1>} : (tensor<2x3x4xf32>) -> tensor<2x4x3xf32>
  %1 = onnx.Transpose %0 {perm = array<i64: 0, 2, 1>} : (tensor<2x4x3xf32>) -> tensor<2x3x4xf32>
  %2 = onnx.Transpose %0 {perm = array<i64: 2, 1, 0>} : (tensor<2x4x3xf32>) -> tensor<3x4x2xf32>
  return %1, %2 : tensor<2x3x4xf32>, tensor<3x4x2xf32>
}

// CHECK-LABEL: @dropout
// CHECK-NEXT: return %arg0
func.func @dropout(%x: tensor<2xf32>) -> tensor<2xf32> {
  %none = onnx.None : none
  %0:2 = onnx.Dropout %x, %none, %none : (tensor<2xf32>, none, none) -> (tensor<2xf32>, none)
  return %0#0 : tensor<2xf32>
}

// CHECK-LABEL: @batch_normalization
// CHECK-DAG:  %[[D:.*]] = onnx.Sqrt
// CHECK-DAG:  %[[A:.*]] = onnx.Div %{{.*}}, %[[D]] {{.*}} -> tensor<2xf32>
// CHECK-DAG:  %[[R:.*]] = onnx.Reshape %[[A]], %{{.*}} -> tensor<2x1x1x1xf32>
// CHECK-DAG:  %[[W:.*]] = onnx.Mul %{{.*}}, %[[R]] {{.*}} -> tensor<2x1x1x1xf32>
// CHECK-DAG:  %[[S:.*]] = onnx.Mul %{{.*}}, %[[A]]
// CHECK-DAG:  %[[B:.*]] = onnx.Add %[[S]], %{{.*}} -> tensor<2xf32>
// CHECK:      %[[Y:.*]] = onnx.Conv %arg0, %[[W]], %[[B]] {{.*}} -> tensor<?x2x5x5xf32>
// CHECK-NEXT: return %[[Y]]
func.func @batch_normalization(%x: tensor<?x1x5x5xf32>) -> tensor<?x2x5x5xf32> {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[[[2.0]]], [[[3.0]]]]> : tensor<2x1x1x1xf32>
  %scale = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = onnx.Constant dense<[3.0, 4.0]> : tensor<2xf32>
  %mean = onnx.Constant dense<[5.0, 6.0]> : tensor<2xf32>
  %var = onnx.Constant dense<[7.0, 8.0]> : tensor<2xf32>
  %0 = onnx.Conv %x, %w, %none : (tensor<?x1x5x5xf32>, tensor<2x1x1x1xf32>, none) -> tensor<?x2x5x5xf32>
  %1:3 = onnx.BatchNormalization %0, %scale, %b, %mean, %var : (tensor<?x2x5x5xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<?x2x5x5xf32>, none, none)
  return %1#0 : tensor<?x2x5x5xf32>
}

// The convolution's own result is needed, too.
// CHECK-LABEL: @batch_normalization_of_shared
// CHECK: onnx.BatchNormalization
func.func @batch_normalization_of_shared(%x: tensor<1x1x5x5xf32>) -> (tensor<1x1x5x5xf32>, tensor<1x1x5x5xf32>) {
  %none = onnx.None : none
  %w = onnx.Constant dense<2.0> : tensor<1x1x1x1xf32>
  %p = onnx.Constant dense<1.0> : tensor<1xf32>
  %0 = onnx.Conv %x, %w, %none : (tensor<1x1x5x5xf32>, tensor<1x1x1x1xf32>, none) -> tensor<1x1x5x5xf32>
  %1:3 = onnx.BatchNormalization %0, %p, %p, %p, %p : (tensor<1x1x5x5xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1x1x5x5xf32>, none, none)
  return %0, %1#0 : tensor<1x1x5x5xf32>, tensor<1x1x5x5xf32>
}

// Channels are columns of a product's weights.
// CHECK-LABEL: @batch_normalization_of_gemm
// CHECK-DAG:  %[[R:.*]] = onnx.Reshape %{{.*}}, %{{.*}} -> tensor<2x1xf32>
// CHECK-DAG:  %[[W:.*]] = onnx.Mul %{{.*}}, %[[R]] {{.*}} -> tensor<2x3xf32>
// CHECK:      %[[Y:.*]] = onnx.Gemm %arg0, %[[W]], %{{.*}} {transB = 1 : i64}
// CHECK-NEXT: return %[[Y]]
func.func @batch_normalization_of_gemm(%x: tensor<4x3xf32>) -> tensor<4x2xf32> {
  %w = onnx.Constant dense<2.0> : tensor<2x3xf32>
  %c = onnx.Constant dense<1.5> : tensor<f32>
  %p = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = onnx.Gemm %x, %w, %c {transB = 1 : i64} : (tensor<4x3xf32>, tensor<2x3xf32>, tensor<f32>) -> tensor<4x2xf32>
  %1:3 = onnx.BatchNormalization %0, %p, %p, %p, %p : (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<4x2xf32>, none, none)
  return %1#0 : tensor<4x2xf32>
}

// A factor of a channel is in each group's filters.
// CHECK-LABEL: @batch_normalization_of_groups
// CHECK: onnx.BatchNormalization
func.func @batch_normalization_of_groups(%x: tensor<1x2x5x5xf32>) -> tensor<1x2x5x5xf32> {
  %none = onnx.None : none
  %w = onnx.Constant dense<2.0> : tensor<2x1x1x1xf32>
  %p = onnx.Constant dense<1.0> : tensor<2xf32>
  %0 = onnx.ConvTranspose %x, %w, %none {group = 2 : i64} : (tensor<1x2x5x5xf32>, tensor<2x1x1x1xf32>, none) -> tensor<1x2x5x5xf32>
  %1:3 = onnx.BatchNormalization %0, %p, %p, %p, %p : (tensor<1x2x5x5xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<1x2x5x5xf32>, none, none)
  return %1#0 : tensor<1x2x5x5xf32>
}
