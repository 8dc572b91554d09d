// RUN: cameo-opt %s --onnx-decompose | FileCheck %s

// CHECK-LABEL: @cast_like
// CHECK-NEXT: %[[R:.*]] = onnx.Cast %arg0 {to = 2 : i64} : (tensor<?xf32>) -> tensor<?xui8>
// CHECK-NEXT: return %[[R]]
func.func @cast_like(%x: tensor<?xf32>, %like: tensor<3xui8>) -> tensor<?xui8> {
  %0 = onnx.CastLike %x, %like : (tensor<?xf32>, tensor<3xui8>) -> tensor<?xui8>
  return %0 : tensor<?xui8>
}

// Scales of rows broadcast along the columns.
// CHECK-LABEL: @qlinear_matmul
// CHECK-DAG:     %[[ONE:.*]] = onnx.Constant dense<1.000000e+00> : tensor<f32>
// CHECK-DAG:     %[[SUM:.*]] = onnx.MatMulInteger %arg0, %arg3, %arg2, %arg5
// CHECK-DAG:     %[[ROWS:.*]] = onnx.Reshape %arg1, %{{.*}} -> tensor<4x1xf32>
// CHECK:         %[[PRODUCT:.*]] = onnx.Mul %[[ROWS]], %arg4 {{.*}} -> tensor<4x2xf32>
// CHECK:         %[[SCALE:.*]] = onnx.Div %[[PRODUCT]], %arg6
// CHECK:         %[[REAL:.*]] = onnx.Cast %[[SUM]]
// CHECK:         %[[SCALED:.*]] = onnx.Mul %[[REAL]], %[[SCALE]]
// CHECK:         onnx.QuantizeLinear %[[SCALED]], %[[ONE]], %arg7
func.func @qlinear_matmul(%a: tensor<4x3xui8>, %as: tensor<4xf32>, %az: tensor<4xui8>,
    %b: tensor<3x2xi8>, %bs: tensor<2xf32>, %bz: tensor<2xi8>, %ys: tensor<f32>, %yz: tensor<i8>) -> tensor<4x2xi8> {
  %0 = onnx.QLinearMatMul %a, %as, %az, %b, %bs, %bz, %ys, %yz : (tensor<4x3xui8>, tensor<4xf32>, tensor<4xui8>, tensor<3x2xi8>, tensor<2xf32>, tensor<2xi8>, tensor<f32>, tensor<i8>) -> tensor<4x2xi8>
  return %0 : tensor<4x2xi8>
}

// The bytes stay bytes; the bias and the scales of filters broadcast over the
// spatial dimensions.
// CHECK-LABEL: @qlinear_conv
// CHECK-DAG:     %[[SUM:.*]] = onnx.ConvInteger %arg0, %arg3, %arg2, %{{.*}} {pads = array<i64: 1, 1, 1, 1>} {{.*}} -> tensor<1x2x4x4xi32>
// CHECK-DAG:     %[[BIAS:.*]] = onnx.Reshape %arg7, %{{.*}} -> tensor<2x1x1xi32>
// CHECK-DAG:     %[[BIASED:.*]] = onnx.Add %[[SUM]], %[[BIAS]]
// CHECK-DAG:     %[[REAL:.*]] = onnx.Cast %[[BIASED]]
// CHECK-DAG:     %[[SCALE:.*]] = onnx.Reshape %{{.*}} -> tensor<2x1x1xf32>
// CHECK:         %[[SCALED:.*]] = onnx.Mul %[[REAL]], %[[SCALE]]
// CHECK:         onnx.QuantizeLinear %[[SCALED]], %{{.*}}, %arg6
func.func @qlinear_conv(%x: tensor<1x3x4x4xui8>, %xs: tensor<f32>, %xz: tensor<ui8>,
    %w: tensor<2x3x3x3xi8>, %ws: tensor<2xf32>, %ys: tensor<f32>, %yz: tensor<ui8>, %b: tensor<2xi32>) -> tensor<1x2x4x4xui8> {
  %wz = onnx.Constant dense<0> : tensor<2xi8>
  %0 = onnx.QLinearConv %x, %xs, %xz, %w, %ws, %wz, %ys, %yz, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x3x4x4xui8>, tensor<f32>, tensor<ui8>, tensor<2x3x3x3xi8>, tensor<2xf32>, tensor<2xi8>, tensor<f32>, tensor<ui8>, tensor<2xi32>) -> tensor<1x2x4x4xui8>
  return %0 : tensor<1x2x4x4xui8>
}

// What is dequantised only to be multiplied stays bytes, too, and is scaled after.
// CHECK-LABEL: @dequantized_conv
// CHECK-DAG:     %[[SUM:.*]] = onnx.ConvInteger %arg0, %arg3, %arg2, %{{.*}} {group = 2 : i64}
// CHECK-DAG:     %[[REAL:.*]] = onnx.Cast %[[SUM]]
// CHECK-DAG:     %[[SCALES:.*]] = onnx.Mul %arg1, %arg4
// CHECK-DAG:     %[[SCALE:.*]] = onnx.Reshape %[[SCALES]], %{{.*}} -> tensor<4x1x1xf32>
// CHECK:         %[[SCALED:.*]] = onnx.Mul %[[REAL]], %[[SCALE]]
// CHECK:         onnx.Add %[[SCALED]]
func.func @dequantized_conv(%x: tensor<1x4x4x4xui8>, %xs: tensor<f32>, %xz: tensor<ui8>,
    %w: tensor<4x2x3x3xi8>, %ws: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<1x4x2x2xf32> {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x, %xs, %xz : (tensor<1x4x4x4xui8>, tensor<f32>, tensor<ui8>) -> tensor<1x4x4x4xf32>
  %1 = onnx.DequantizeLinear %w, %ws, %none {axis = 0 : i64} : (tensor<4x2x3x3xi8>, tensor<4xf32>, none) -> tensor<4x2x3x3xf32>
  %2 = onnx.Conv %0, %1, %b {group = 2 : i64} : (tensor<1x4x4x4xf32>, tensor<4x2x3x3xf32>, tensor<4xf32>) -> tensor<1x4x2x2xf32>
  return %2 : tensor<1x4x2x2xf32>
}

// A scale of each row of the left operand is none of the product.
// CHECK-LABEL: @dequantized_rows
// CHECK:         onnx.MatMul
func.func @dequantized_rows(%x: tensor<4x3xui8>, %xs: tensor<4xf32>, %xz: tensor<4xui8>,
    %w: tensor<3x2xi8>, %ws: tensor<f32>) -> tensor<4x2xf32> {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x, %xs, %xz {axis = 0 : i64} : (tensor<4x3xui8>, tensor<4xf32>, tensor<4xui8>) -> tensor<4x3xf32>
  %1 = onnx.DequantizeLinear %w, %ws, %none : (tensor<3x2xi8>, tensor<f32>, none) -> tensor<3x2xf32>
  %2 = onnx.MatMul %0, %1 : (tensor<4x3xf32>, tensor<3x2xf32>) -> tensor<4x2xf32>
  return %2 : tensor<4x2xf32>
}

// CHECK-LABEL: @dequantized_gemm
// CHECK-DAG:     %[[T:.*]] = onnx.Transpose %arg2 {perm = array<i64: 1, 0>}
// CHECK-DAG:     onnx.MatMulInteger %arg0, %[[T]]
// CHECK-NOT:     onnx.Gemm
func.func @dequantized_gemm(%x: tensor<4x3xi8>, %xs: tensor<f32>, %w: tensor<2x3xi8>,
    %ws: tensor<2xf32>, %c: tensor<2xf32>) -> tensor<4x2xf32> {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x, %xs, %none : (tensor<4x3xi8>, tensor<f32>, none) -> tensor<4x3xf32>
  %1 = onnx.DequantizeLinear %w, %ws, %none {axis = 0 : i64} : (tensor<2x3xi8>, tensor<2xf32>, none) -> tensor<2x3xf32>
  %2 = onnx.Gemm %0, %1, %c {transB = 1 : i64} : (tensor<4x3xf32>, tensor<2x3xf32>, tensor<2xf32>) -> tensor<4x2xf32>
  return %2 : tensor<4x2xf32>
}
