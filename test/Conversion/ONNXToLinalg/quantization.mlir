// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// The scale of an axis is read through a map; a zero point of 0 is not read.
// CHECK: #[[AXIS:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: @dequantize_axis
// CHECK:         linalg.generic {indexing_maps = [#{{.*}}, #[[AXIS]], #{{.*}}]
// CHECK-SAME:      ins(%arg0, %arg1 : tensor<5x4xi8>, tensor<4xf32>)
// CHECK:           %[[X:.*]] = arith.uitofp %{{.*}} : i8 to f32
// CHECK:           arith.mulf %[[X]], %{{.*}} : f32
func.func @dequantize_axis(%x: tensor<5x4xui8>, %scale: tensor<4xf32>) -> tensor<5x4xf32> {
  %zero = onnx.Constant dense<0> : tensor<4xui8>
  %0 = onnx.DequantizeLinear %x, %scale, %zero : (tensor<5x4xui8>, tensor<4xf32>, tensor<4xui8>) -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}

// -----
// The scale of a block is read at a computed position.
// CHECK-LABEL: @dequantize_blocks
// CHECK:         linalg.generic
// CHECK:           %[[I:.*]] = linalg.index 0
// CHECK:           %[[J:.*]] = linalg.index 1
// CHECK:           %[[B:.*]] = arith.divui %[[I]], %c2
// CHECK:           tensor.extract %arg1[%[[B]], %[[J]]]
func.func @dequantize_blocks(%x: tensor<5x4xi8>, %scale: tensor<3x4xf32>) -> tensor<5x4xf32> {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x, %scale, %none {axis = 0 : i64, block_size = 2 : i64} : (tensor<5x4xi8>, tensor<3x4xf32>, none) -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}

// -----
// The quotient is rounded to the scale's precision first.
// CHECK-LABEL: @quantize
// CHECK:         %[[Q:.*]] = arith.divf %{{.*}} : f16
// CHECK:         %[[W:.*]] = arith.extf %[[Q]] : f16 to f32
// CHECK:         %[[R:.*]] = math.roundeven %[[W]] : f32
// CHECK:         arith.maxnumf %[[R]]
// CHECK:         arith.minnumf
// CHECK:         arith.fptosi %{{.*}} : f32 to i8
func.func @quantize(%x: tensor<5xf16>, %scale: tensor<f16>) -> tensor<5xi8> {
  %none = onnx.None : none
  %0 = onnx.QuantizeLinear %x, %scale, %none {output_dtype = 3 : i64} : (tensor<5xf16>, tensor<f16>, none) -> tensor<5xi8>
  return %0 : tensor<5xi8>
}
