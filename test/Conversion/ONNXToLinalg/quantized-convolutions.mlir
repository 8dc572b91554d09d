// RUN: cameo-opt %s --onnx-to-linalg --split-input-file --verify-diagnostics | FileCheck %s

// x is padded with its zero point, whose correction is by the sums of the filters.
// CHECK-LABEL: @zero_point
// CHECK:         tensor.pad
// CHECK:         %[[P:.*]] = linalg.generic {{.*}} ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction"]
// CHECK-SAME:      tensor<1x6x6x3xi8>, tensor<8x3x3x3xi8>
// CHECK:           arith.extui
// CHECK:           arith.extsi
// CHECK:         linalg.generic {{.*}} ["parallel", "reduction", "reduction", "reduction"]
// CHECK:         arith.subi
func.func @zero_point(%x: tensor<1x3x4x4xui8>, %w: tensor<8x3x3x3xi8>, %z: tensor<ui8>) -> tensor<1x8x4x4xi32> {
  %none = onnx.None : none
  %0 = onnx.ConvInteger %x, %w, %z, %none {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x3x4x4xui8>, tensor<8x3x3x3xi8>, tensor<ui8>, none) -> tensor<1x8x4x4xi32>
  return %0 : tensor<1x8x4x4xi32>
}

// -----
func.func @rows(%x: tensor<1x3x4x4xui8>, %w: tensor<8x3x3x3xi8>, %z: tensor<3xui8>) -> tensor<1x8x2x2xi32> {
  %none = onnx.None : none
  // expected-error @+1 {{has no lowering for several zero points of x}}
  %0 = onnx.ConvInteger %x, %w, %z, %none : (tensor<1x3x4x4xui8>, tensor<8x3x3x3xi8>, tensor<3xui8>, none) -> tensor<1x8x2x2xi32>
  return %0 : tensor<1x8x2x2xi32>
}

// -----
func.func @filters(%x: tensor<1x3x4x4xui8>, %w: tensor<8x3x3x3xi8>, %z: tensor<8x3xi8>) -> tensor<1x8x2x2xi32> {
  %none = onnx.None : none
  // expected-error @+1 {{has no lowering for zero points that are not one a filter}}
  %0 = onnx.ConvInteger %x, %w, %none, %z : (tensor<1x3x4x4xui8>, tensor<8x3x3x3xi8>, none, tensor<8x3xi8>) -> tensor<1x8x2x2xi32>
  return %0 : tensor<1x8x2x2xi32>
}
