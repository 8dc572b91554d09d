// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @one_hot
// CHECK-SAME:    -> tensor<2x5xf32>
// CHECK:         linalg.generic
// CHECK:           linalg.index 1
// CHECK:           arith.select
func.func @one_hot(%i: tensor<2xi64>, %v: tensor<2xf32>) -> !onnx.unknown {
  %d = onnx.Constant dense<5> : tensor<i64> : tensor<i64>
  %0 = onnx.OneHot %i, %d, %v : (tensor<2xi64>, tensor<i64>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// CHECK-LABEL: func.func @depth_to_space
// CHECK:         tensor.expand_shape {{.*}} into tensor<1x2x2x3x4x5xf32>
// CHECK:         linalg.transpose {{.*}} permutation = [0, 3, 4, 1, 5, 2]
// CHECK:         tensor.collapse_shape {{.*}} into tensor<1x3x8x10xf32>
func.func @depth_to_space(%x: tensor<1x12x4x5xf32>) -> !onnx.unknown {
  %0 = onnx.DepthToSpace %x {blocksize = 2 : i64} : (tensor<1x12x4x5xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// One map a dimension that changes; extents follow from the scales.
// CHECK-LABEL: func.func @resize
// CHECK-SAME:    -> tensor<1x3x8x?xf32>
// CHECK-COUNT-2: linalg.generic
// CHECK-NOT:     linalg.generic
func.func @resize(%x: tensor<1x3x4x?xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %s = onnx.Constant dense<[1.0, 1.0, 2.0, 2.0]> : tensor<4xf32> : tensor<4xf32>
  %0 = onnx.Resize %x, %none, %s, %none {mode = "linear"} : (tensor<1x3x4x?xf32>, none, tensor<4xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// One contraction: the loops of the result, then those summed over.
// CHECK-DAG: affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-DAG: affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
// CHECK-LABEL: func.func @einsum
// CHECK:         iterator_types = ["parallel", "parallel", "parallel", "reduction"]
func.func @einsum(%a: tensor<2x3x4xf32>, %b: tensor<2x5x4xf32>) -> !onnx.unknown {
  %0 = onnx.Einsum %a, %b {equation = "bik, bjk -> bij"} : (tensor<2x3x4xf32>, tensor<2x5x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
