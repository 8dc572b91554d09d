// RUN: cameo-opt %s --onnx-to-linalg | FileCheck %s

// The product is of bytes; a zero point of A alone is a correction by the sums
// of B's columns.
// CHECK-LABEL: @zero_point_of_rows
// CHECK:         %[[P:.*]] = linalg.generic {{.*}} ["parallel", "parallel", "reduction"]
// CHECK-SAME:      ins(%arg0, %arg1 : tensor<4x3xi8>, tensor<3x2xi8>)
// CHECK:           arith.extui
// CHECK:           arith.extsi
// CHECK:           arith.muli
// CHECK:         %[[S:.*]] = linalg.generic {{.*}} ["reduction", "parallel"]
// CHECK:         linalg.generic {{.*}} ins(%[[P]], %{{.*}}, %[[S]] : tensor<4x2xi32>, tensor<4xi32>, tensor<2xi32>)
func.func @zero_point_of_rows(%a: tensor<4x3xui8>, %b: tensor<3x2xi8>, %z: tensor<4xui8>) -> tensor<4x2xi32> {
  %zero = onnx.Constant dense<0> : tensor<i8>
  %0 = onnx.MatMulInteger %a, %b, %z, %zero : (tensor<4x3xui8>, tensor<3x2xi8>, tensor<4xui8>, tensor<i8>) -> tensor<4x2xi32>
  return %0 : tensor<4x2xi32>
}
