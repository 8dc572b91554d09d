// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s

// CHECK-LABEL: @comparisons
// CHECK: onnx.Equal %{{.*}} -> tensor<2x3xi1>
// CHECK: onnx.Less %{{.*}} -> tensor<2x3xi1>
func.func @comparisons(%a: tensor<2x3xi1>, %b: tensor<2x1xf16>, %c: tensor<3xf16>)
    -> (!onnx.unknown, !onnx.unknown) {
  %0 = onnx.Equal %a, %a : (tensor<2x3xi1>, tensor<2x3xi1>) -> !onnx.unknown
  %1 = onnx.Less %b, %c : (tensor<2x1xf16>, tensor<3xf16>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @bits
// CHECK: onnx.BitShift %{{.*}} {direction = "LEFT"} {{.*}} -> tensor<2xui16>
// CHECK: onnx.BitwiseNot %{{.*}} -> tensor<2xui16>
func.func @bits(%a: tensor<2xui16>, %b: tensor<ui16>) -> (!onnx.unknown, !onnx.unknown) {
  %0 = onnx.BitShift %a, %b {direction = "LEFT"} : (tensor<2xui16>, tensor<ui16>) -> !onnx.unknown
  %1 = onnx.BitwiseNot %a : (tensor<2xui16>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
