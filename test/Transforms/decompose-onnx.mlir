// RUN: cameo-opt %s --onnx-decompose | FileCheck %s

// CHECK-LABEL: @cast_like
// CHECK-NEXT: %[[R:.*]] = onnx.Cast %arg0 {to = 2 : i64} : (tensor<?xf32>) -> tensor<?xui8>
// CHECK-NEXT: return %[[R]]
func.func @cast_like(%x: tensor<?xf32>, %like: tensor<3xui8>) -> tensor<?xui8> {
  %0 = onnx.CastLike %x, %like : (tensor<?xf32>, tensor<3xui8>) -> tensor<?xui8>
  return %0 : tensor<?xui8>
}
