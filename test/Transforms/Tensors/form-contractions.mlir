// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(form-contractions))' | FileCheck %s

// CHECK-DAG: #[[$MK:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[$KN:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[$NK:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[$MN:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>

// The columns of a tensor made at run time are contiguous: it stays as it is.
// CHECK-LABEL: func.func @product
// CHECK-SAME:    (%[[A:.*]]: tensor<5x3xf32>, %[[B:.*]]: tensor<3x20xf32>)
// CHECK:         cameo.contract %[[A]], %[[B]], %{{.*}} [#[[$MK]], #[[$KN]], #[[$MN]]] :
func.func @product(%a: tensor<5x3xf32>, %b: tensor<3x20xf32>) -> tensor<5x20xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5x20xf32>) -> tensor<5x20xf32>
  %y = linalg.matmul ins(%a, %b : tensor<5x3xf32>, tensor<3x20xf32>) outs(%f : tensor<5x20xf32>) -> tensor<5x20xf32>
  return %y : tensor<5x20xf32>
}

// Panels of 16 columns: ceil(20 / 16) × 3 × 16, zero past the end.
// CHECK-LABEL: func.func @constant_weights_are_packed
// CHECK-SAME:    (%[[A:.*]]: tensor<5x3xf32>)
// CHECK:         %[[PACKED:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<2x3x16xf32>)
// CHECK:           %[[IN:.*]] = arith.cmpi ult
// CHECK:           arith.select %[[IN]], %{{.*}}, %{{.*}} : f32
// CHECK:         cameo.contract %[[A]], %[[PACKED]], %{{.*}} [#[[$MK]], #[[$KN]], #[[$MN]]] packed
func.func @constant_weights_are_packed(%a: tensor<5x3xf32>) -> tensor<5x20xf32> {
  %zero = arith.constant 0.0 : f32
  %b = arith.constant dense<1.0> : tensor<3x20xf32>
  %e = tensor.empty() : tensor<5x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5x20xf32>) -> tensor<5x20xf32>
  %y = linalg.matmul ins(%a, %b : tensor<5x3xf32>, tensor<3x20xf32>) outs(%f : tensor<5x20xf32>) -> tensor<5x20xf32>
  return %y : tensor<5x20xf32>
}

// The transpose goes into the packing.
// CHECK-LABEL: func.func @transposed_right_operand
// CHECK-SAME:    (%[[A:.*]]: tensor<5x3xf32>, %[[B:.*]]: tensor<20x3xf32>)
// CHECK:         %[[PACKED:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<2x3x16xf32>)
// CHECK:           tensor.extract %[[B]]
// CHECK:         cameo.contract %[[A]], %[[PACKED]], %{{.*}} [#[[$MK]], #[[$NK]], #[[$MN]]] packed
func.func @transposed_right_operand(%a: tensor<5x3xf32>, %b: tensor<20x3xf32>) -> tensor<5x20xf32> {
  %zero = arith.constant 0.0 : f32
  %eb = tensor.empty() : tensor<3x20xf32>
  %bT = linalg.transpose ins(%b : tensor<20x3xf32>) outs(%eb : tensor<3x20xf32>) permutation = [1, 0]
  %e = tensor.empty() : tensor<5x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5x20xf32>) -> tensor<5x20xf32>
  %y = linalg.matmul ins(%a, %bT : tensor<5x3xf32>, tensor<3x20xf32>) outs(%f : tensor<5x20xf32>) -> tensor<5x20xf32>
  return %y : tensor<5x20xf32>
}

// CHECK-LABEL: func.func @depthwise_convolution
// CHECK:         cameo.contract %arg0, %arg1, {{.*}} : (tensor<1x8x8x20xf32>, tensor<3x3x20xf32>
// CHECK-NOT:     packed
func.func @depthwise_convolution(%x: tensor<1x8x8x20xf32>, %w: tensor<3x3x20xf32>) -> tensor<1x6x6x20xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1x6x6x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  %y = linalg.depthwise_conv_2d_nhwc_hwc ins(%x, %w : tensor<1x8x8x20xf32>, tensor<3x3x20xf32>) outs(%f : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  return %y : tensor<1x6x6x20xf32>
}

// Filters that a transpose makes contiguous in the channels are read after it.
// CHECK-LABEL: func.func @depthwise_filters_by_channel
// CHECK:         %[[W:.*]] = linalg.transpose
// CHECK:         cameo.contract %arg0, %[[W]], {{.*}} : (tensor<1x8x8x20xf32>, tensor<3x3x20xf32>
func.func @depthwise_filters_by_channel(%x: tensor<1x8x8x20xf32>, %w: tensor<20x3x3xf32>) -> tensor<1x6x6x20xf32> {
  %zero = arith.constant 0.0 : f32
  %i = tensor.empty() : tensor<3x3x20xf32>
  %t = linalg.transpose ins(%w : tensor<20x3x3xf32>) outs(%i : tensor<3x3x20xf32>) permutation = [1, 2, 0]
  %e = tensor.empty() : tensor<1x6x6x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  %y = linalg.depthwise_conv_2d_nhwc_hwc ins(%x, %t : tensor<1x8x8x20xf32>, tensor<3x3x20xf32>) outs(%f : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  return %y : tensor<1x6x6x20xf32>
}

// Sums that start elsewhere and sums of other types stay what they are.
// CHECK-LABEL: func.func @not_from_zero
// CHECK-NOT:     cameo.contract
// CHECK:         linalg.matmul
func.func @not_from_zero(%a: tensor<5x3xf32>, %b: tensor<3x20xf32>, %c: tensor<5x20xf32>) -> tensor<5x20xf32> {
  %y = linalg.matmul ins(%a, %b : tensor<5x3xf32>, tensor<3x20xf32>) outs(%c : tensor<5x20xf32>) -> tensor<5x20xf32>
  return %y : tensor<5x20xf32>
}

// CHECK-LABEL: func.func @not_f32
// CHECK-NOT:     cameo.contract
// CHECK:         linalg.matmul
func.func @not_f32(%a: tensor<5x3xf64>, %b: tensor<3x20xf64>) -> tensor<5x20xf64> {
  %zero = arith.constant 0.0 : f64
  %e = tensor.empty() : tensor<5x20xf64>
  %f = linalg.fill ins(%zero : f64) outs(%e : tensor<5x20xf64>) -> tensor<5x20xf64>
  %y = linalg.matmul ins(%a, %b : tensor<5x3xf64>, tensor<3x20xf64>) outs(%f : tensor<5x20xf64>) -> tensor<5x20xf64>
  return %y : tensor<5x20xf64>
}

// Half precision is multiplied and summed in f32, and packed as it is.
// CHECK-LABEL: func.func @half
// CHECK-SAME:    (%[[A:.*]]: tensor<5x3xf16>, %[[B:.*]]: tensor<20x3xf16>)
// CHECK:         %[[PACKED:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<2x3x16xf16>)
// CHECK:         cameo.contract %[[A]], %[[PACKED]], %{{.*}} [#[[$MK]], #[[$NK]], #[[$MN]]] packed : (tensor<5x3xf16>, tensor<2x3x16xf16>, tensor<5x20xf32>) -> tensor<5x20xf32>
func.func @half(%a: tensor<5x3xf16>, %b: tensor<20x3xf16>) -> tensor<5x20xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5x20xf32>) -> tensor<5x20xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b : tensor<5x3xf16>, tensor<20x3xf16>) outs(%f : tensor<5x20xf32>) {
  ^bb0(%x: f16, %w: f16, %acc: f32):
    %0 = arith.extf %x : f16 to f32
    %1 = arith.extf %w : f16 to f32
    %2 = arith.mulf %0, %1 : f32
    %3 = arith.addf %acc, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<5x20xf32>
  return %y : tensor<5x20xf32>
}

// CHECK-LABEL: func.func @convolution_of_brain_floats
// CHECK:         cameo.contract %arg0, {{.*}} packed : (tensor<1x8x8x4xbf16>, tensor<2x3x3x4x16xbf16>, tensor<1x6x6x20xf32>)
func.func @convolution_of_brain_floats(%x: tensor<1x8x8x4xbf16>) -> tensor<1x6x6x20xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<1.0> : tensor<3x3x4x20xbf16>
  %e = tensor.empty() : tensor<1x6x6x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  %y = linalg.conv_2d_nhwc_hwcf ins(%x, %w : tensor<1x8x8x4xbf16>, tensor<3x3x4x20xbf16>) outs(%f : tensor<1x6x6x20xf32>) -> tensor<1x6x6x20xf32>
  return %y : tensor<1x6x6x20xf32>
}

// CHECK-LABEL: func.func @half_sums
// CHECK-NOT:     cameo.contract
// CHECK:         linalg.matmul
func.func @half_sums(%a: tensor<5x3xf16>, %b: tensor<3x20xf16>) -> tensor<5x20xf16> {
  %zero = arith.constant 0.0 : f16
  %e = tensor.empty() : tensor<5x20xf16>
  %f = linalg.fill ins(%zero : f16) outs(%e : tensor<5x20xf16>) -> tensor<5x20xf16>
  %y = linalg.matmul ins(%a, %b : tensor<5x3xf16>, tensor<3x20xf16>) outs(%f : tensor<5x20xf16>) -> tensor<5x20xf16>
  return %y : tensor<5x20xf16>
}
