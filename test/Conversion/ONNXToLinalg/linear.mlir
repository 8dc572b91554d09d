// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// One matrix for all batches: the batches become rows.
// CHECK-LABEL: func.func @rows
// CHECK:         %[[A:.*]] = tensor.collapse_shape %arg0 {{\[\[}}0, 1], [2]] : tensor<?x5x3xf32> into tensor<?x3xf32>
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "parallel", "reduction"]
// CHECK-SAME:      ins(%[[A]], %arg1 : tensor<?x3xf32>, tensor<3x4xf32>)
// CHECK:           arith.mulf
// CHECK:           arith.addf
// CHECK:         tensor.expand_shape {{.*}} into tensor<?x5x4xf32>
func.func @rows(%a: tensor<?x5x3xf32>, %b: tensor<3x4xf32>) -> !onnx.unknown {
  %0 = onnx.MatMul %a, %b : (tensor<?x5x3xf32>, tensor<3x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Batches broadcast in the maps.
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4) -> (d0, 0, d2, d4)>
// CHECK-DAG: affine_map<(d0, d1, d2, d3, d4) -> (d1, d4, d3)>
// CHECK-LABEL: func.func @batches
// CHECK-SAME:    -> tensor<2x7x5x4xf32>
func.func @batches(%a: tensor<2x1x5x3xf32>, %b: tensor<7x3x4xf32>) -> !onnx.unknown {
  %0 = onnx.MatMul %a, %b : (tensor<2x1x5x3xf32>, tensor<7x3x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Half precision accumulates in f32.
// CHECK-LABEL: func.func @half
// CHECK:         linalg.generic
// CHECK-SAME:      outs(%{{.*}} : tensor<f32>)
// CHECK:         arith.truncf
func.func @half(%a: tensor<3xf16>, %b: tensor<3xf16>) -> !onnx.unknown {
  %0 = onnx.MatMul %a, %b : (tensor<3xf16>, tensor<3xf16>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Transposes are maps, the bias is a separate elementwise operation.
// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d2, d0)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-LABEL: func.func @gemm
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[B]],
// CHECK:         linalg.generic
// CHECK-SAME:      ins(%{{.*}}, %arg2 : tensor<5x4xf32>, tensor<4xf32>)
// CHECK-COUNT-2:   arith.mulf
// CHECK:           arith.addf
func.func @gemm(%a: tensor<3x5xf32>, %b: tensor<4x3xf32>, %c: tensor<4xf32>) -> !onnx.unknown {
  %0 = onnx.Gemm %a, %b, %c {alpha = 0.5 : f32, beta = 2.0 : f32, transA = 1 : i64, transB = 1 : i64} : (tensor<3x5xf32>, tensor<4x3xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
