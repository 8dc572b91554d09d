// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// Channels last between two transposes, padding in the middle, the bias after.
// CHECK-LABEL: func.func @conv
// CHECK:         %[[X:.*]] = linalg.transpose ins(%arg0 : {{.*}}) {{.*}} permutation = [0, 2, 3, 1]
// CHECK:         %[[PADDED:.*]] = tensor.pad %[[X]] low[0, 1, 1, 0] high[0, 1, 1, 0]
// CHECK:         %[[W:.*]] = linalg.transpose ins(%arg1 : {{.*}}) {{.*}} permutation = [2, 3, 1, 0]
// CHECK:         %[[SUM:.*]] = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
// CHECK-SAME:      ins(%[[PADDED]], %[[W]] : tensor<?x10x10x3xf32>, tensor<3x3x3x4xf32>)
// CHECK:         %[[Y:.*]] = linalg.generic {{.*}} ins(%[[SUM]], %arg2 : tensor<?x4x4x4xf32>, tensor<4xf32>)
// CHECK:         linalg.transpose ins(%[[Y]] : {{.*}}) {{.*}} permutation = [0, 3, 1, 2]
func.func @conv(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<4xf32>) -> !onnx.unknown {
  %0 = onnx.Conv %x, %w, %b {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// CHECK-LABEL: func.func @depthwise
// CHECK-NOT:     tensor.pad
// CHECK:         linalg.depthwise_conv_2d_nhwc_hwc
// CHECK-SAME:      tensor<1x8x8x6xf32>, tensor<3x3x6xf32>
func.func @depthwise(%x: tensor<1x6x8x8xf32>, %w: tensor<6x1x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.Conv %x, %w, %none {group = 6 : i64} : (tensor<1x6x8x8xf32>, tensor<6x1x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Groups are a loop of their own: n, oh, ow, g, f, kh, kw, c.
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1 + d5, d2 + d6, d3, d7)>
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d3, d4, d5, d6, d7)>
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d2, d3, d4)>
// CHECK-LABEL: func.func @grouped
// CHECK:         linalg.generic
// CHECK-SAME:      tensor<1x8x8x2x3xf32>, tensor<2x4x3x3x3xf32>
func.func @grouped(%x: tensor<1x6x8x8xf32>, %w: tensor<8x3x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.Conv %x, %w, %none {group = 2 : i64} : (tensor<1x6x8x8xf32>, tensor<8x3x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// One dimension is the second of two.
// CHECK-LABEL: func.func @conv_1d
// CHECK:         linalg.conv_2d_nhwc_hwcf
// CHECK-SAME:      tensor<1x1x8x3xf32>, tensor<1x3x3x4xf32>
// CHECK:         return %{{.*}} : tensor<1x4x6xf32>
func.func @conv_1d(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.Conv %x, %w, %none : (tensor<1x3x8xf32>, tensor<4x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Each of the four phases of the result has every second element of the filters: 2 × 2 of 3 × 3,
// with zeros where there is none. The phases are sixteen filters of one convolution.
// CHECK-LABEL: func.func @transposed
// CHECK:         tensor.pad {{.*}} low[0, 1, 1, 0] high[0, 1, 1, 0]
// CHECK:         linalg.generic {{.*}} outs(%{{.*}} : tensor<2x2x4x2x2x2xf32>)
// CHECK:         linalg.conv_2d_nhwc_hwcf {{.*}} -> tensor<1x4x4x16xf32>
// CHECK:         linalg.transpose {{.*}} permutation = [0, 1, 3, 2, 4, 5]
// CHECK:         return %{{.*}} : tensor<1x4x7x7xf32>
func.func @transposed(%x: tensor<1x2x3x3xf32>, %w: tensor<2x4x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.ConvTranspose %x, %w, %none {strides = array<i64: 2, 2>} : (tensor<1x2x3x3xf32>, tensor<2x4x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// With dilations x is spread out by the stride, the filters are turned round.
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4) -> (d0, d2, d1, -d3 + 2, -d4 + 2)>
// CHECK-LABEL: func.func @dilated_transposed
// CHECK:         tensor.insert_slice {{.*}} [1, 2, 2, 1] : tensor<1x3x3x2xf32> into tensor<1x5x5x2xf32>
// CHECK:         tensor.pad {{.*}} low[0, 4, 4, 0] high[0, 4, 4, 0]
// CHECK:         linalg.conv_2d_nhwc_hwcf
// CHECK:         return %{{.*}} : tensor<1x4x9x9xf32>
func.func @dilated_transposed(%x: tensor<1x2x3x3xf32>, %w: tensor<2x4x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.ConvTranspose %x, %w, %none {strides = array<i64: 2, 2>, dilations = array<i64: 2, 2>} : (tensor<1x2x3x3xf32>, tensor<2x4x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
