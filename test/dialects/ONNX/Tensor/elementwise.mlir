// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s

// CHECK-LABEL: @conversions
// CHECK: onnx.Cast %{{.*}} {to = 10 : i64} {{.*}} -> tensor<?x2xf16>
// CHECK: onnx.CastLike %{{.*}} -> tensor<?x2xui8>
func.func @conversions(%x: tensor<?x2xf32>, %like: tensor<5xui8>) -> (!onnx.unknown, !onnx.unknown) {
  %0 = onnx.Cast %x {to = 10 : i64} : (tensor<?x2xf32>) -> !onnx.unknown
  %1 = onnx.CastLike %x, %like : (tensor<?x2xf32>, tensor<5xui8>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @selection
// CHECK: onnx.Where %{{.*}} -> tensor<2x3xi64>
func.func @selection(%c: tensor<2x1xi1>, %x: tensor<3xi64>, %y: tensor<i64>) -> !onnx.unknown {
  %0 = onnx.Where %c, %x, %y : (tensor<2x1xi1>, tensor<3xi64>, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// CHECK-LABEL: @classes
// CHECK: onnx.IsInf %{{.*}} {detect_negative = 0 : i64} {{.*}} -> tensor<2xi1>
// CHECK: onnx.IsNaN %{{.*}} -> tensor<2xi1>
func.func @classes(%x: tensor<2xf64>) -> (!onnx.unknown, !onnx.unknown) {
  %0 = onnx.IsInf %x {detect_negative = 0 : i64} : (tensor<2xf64>) -> !onnx.unknown
  %1 = onnx.IsNaN %x : (tensor<2xf64>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
