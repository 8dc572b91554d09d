// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s

// The zero point says the type, or output_dtype, or it is ui8.
// CHECK-LABEL: @quantize
// CHECK: onnx.QuantizeLinear %{{.*}} -> tensor<?x4xi8>
// CHECK: onnx.QuantizeLinear %{{.*}} {output_dtype = 5 : i64} {{.*}} -> tensor<?x4xi16>
// CHECK: onnx.QuantizeLinear %{{.*}} -> tensor<?x4xui8>
func.func @quantize(%x: tensor<?x4xf32>, %scale: tensor<f32>, %zero: tensor<i8>)
    -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0 = onnx.QuantizeLinear %x, %scale, %zero : (tensor<?x4xf32>, tensor<f32>, tensor<i8>) -> !onnx.unknown
  %1 = onnx.QuantizeLinear %x, %scale, %none {output_dtype = 5 : i64} : (tensor<?x4xf32>, tensor<f32>, none) -> !onnx.unknown
  %2 = onnx.QuantizeLinear %x, %scale, %none : (tensor<?x4xf32>, tensor<f32>, none) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @dequantize
// CHECK: onnx.DequantizeLinear %{{.*}} -> tensor<5x4xf16>
// CHECK: onnx.DequantizeLinear %{{.*}} {axis = 0 : i64, block_size = 2 : i64} {{.*}} -> tensor<5x4xf32>
func.func @dequantize(%x: tensor<5x4xui8>, %axis: tensor<4xf16>, %zero: tensor<4xui8>,
                      %blocks: tensor<3x4xf32>) -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x, %axis, %zero : (tensor<5x4xui8>, tensor<4xf16>, tensor<4xui8>) -> !onnx.unknown
  %1 = onnx.DequantizeLinear %x, %blocks, %none {axis = 0 : i64, block_size = 2 : i64} : (tensor<5x4xui8>, tensor<3x4xf32>, none) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @dynamic
// CHECK: onnx.DynamicQuantizeLinear %{{.*}} -> (tensor<?x4xui8>, tensor<f32>, tensor<ui8>)
func.func @dynamic(%x: tensor<?x4xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  %0:3 = onnx.DynamicQuantizeLinear %x : (tensor<?x4xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown)
  return %0#0, %0#1, %0#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @products
// CHECK: onnx.MatMulInteger %{{.*}} -> tensor<2x?x5xi32>
// CHECK: onnx.QLinearMatMul %{{.*}} -> tensor<2x?x5xi8>
func.func @products(%a: tensor<?x4xui8>, %b: tensor<2x4x5xi8>, %s: tensor<f32>, %za: tensor<ui8>,
                    %zb: tensor<i8>) -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0 = onnx.MatMulInteger %a, %b, %za, %none : (tensor<?x4xui8>, tensor<2x4x5xi8>, tensor<ui8>, none) -> !onnx.unknown
  %1 = onnx.QLinearMatMul %a, %s, %za, %b, %s, %zb, %s, %zb : (tensor<?x4xui8>, tensor<f32>, tensor<ui8>, tensor<2x4x5xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<i8>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
