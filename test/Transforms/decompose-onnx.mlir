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
