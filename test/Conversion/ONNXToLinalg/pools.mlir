// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// A tensor without contents gives the window its extents; loops n, oh, ow, kh, kw, c.
// CHECK-DAG: #[[X:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1 * 2 + d3, d2 * 2 + d4, d5)>
// CHECK-DAG: #[[K:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d4)>
// CHECK-LABEL: func.func @max
// CHECK:         linalg.transpose
// CHECK:         %[[K2:.*]] = tensor.empty() : tensor<2x2xf32>
// CHECK:         linalg.generic {indexing_maps = [#[[X]], #[[K]],
// CHECK:           arith.maximumf
// CHECK:         linalg.transpose
// CHECK:         return %{{.*}} : tensor<1x3x4x4xf32>
func.func @max(%x: tensor<1x3x8x8xf32>) -> !onnx.unknown {
  %0:2 = onnx.MaxPool %x {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x3x8x8xf32>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

// Without the padding in the mean, the divisor is the number of positions inside.
// CHECK-LABEL: func.func @average
// CHECK:         tensor.pad
// CHECK:         linalg.generic
// CHECK:           arith.addf
// CHECK:         linalg.generic
// CHECK:           linalg.index
// CHECK:           arith.divf
func.func @average(%x: tensor<1x3x8x8xf32>) -> !onnx.unknown {
  %0 = onnx.AveragePool %x {kernel_shape = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>} : (tensor<1x3x8x8xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// With it, it is a constant.
// CHECK-LABEL: func.func @average_with_padding
// CHECK-NOT:     linalg.index
// CHECK:         arith.constant 9.0
func.func @average_with_padding(%x: tensor<1x3x8x8xf32>) -> !onnx.unknown {
  %0 = onnx.AveragePool %x {count_include_pad = 1 : i64, kernel_shape = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>} : (tensor<1x3x8x8xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// CHECK-LABEL: func.func @global
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "reduction", "reduction", "parallel"]
// CHECK:         tensor.expand_shape {{.*}} : tensor<?x3xf32> into tensor<?x3x1x1xf32>
func.func @global(%x: tensor<?x3x8x8xf32>) -> !onnx.unknown {
  %0 = onnx.GlobalAveragePool %x : (tensor<?x3x8x8xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
