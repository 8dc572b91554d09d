// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// Maximum, exponentials, their sum, quotient: in this order, each once.
// CHECK-LABEL: func.func @softmax
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "reduction"]
// CHECK:           arith.maxnumf
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "reduction"]
// CHECK:           arith.addf
// CHECK:         linalg.generic
// CHECK:           arith.divf
func.func @softmax(%x: tensor<?x16xf32>) -> !onnx.unknown {
  %0 = onnx.Softmax %x : (tensor<?x16xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Half precision is normalized in f32, the statistics have the stash type.
// CHECK-LABEL: func.func @layer
// CHECK-SAME:    -> (tensor<2x16xf16>, tensor<2x1xf32>)
// CHECK:         arith.extf %{{.*}} : f16 to f32
// CHECK:         math.sqrt %{{.*}} : f32
// CHECK:         arith.truncf %{{.*}} : f32 to f16
func.func @layer(%x: tensor<2x16xf16>, %s: tensor<16xf16>) -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0:3 = onnx.LayerNormalization %x, %s, %none : (tensor<2x16xf16>, tensor<16xf16>, none) -> (!onnx.unknown, !onnx.unknown, none)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}

// -----

// Scale and shift a channel are computed from the parameters alone.
// CHECK-LABEL: func.func @batch
// CHECK:         %[[A:.*]] = linalg.generic {{.*}} ins(%arg1, %arg1 : tensor<3xf32>, tensor<3xf32>)
// CHECK:         %[[C:.*]] = linalg.generic {{.*}} ins(%arg1, %arg1, %[[A]] :
// CHECK:         linalg.generic {{.*}} ins(%arg0, %[[A]], %[[C]] : tensor<?x3x8xf32>, tensor<3xf32>, tensor<3xf32>)
func.func @batch(%x: tensor<?x3x8xf32>, %s: tensor<3xf32>) -> !onnx.unknown {
  %0:3 = onnx.BatchNormalization %x, %s, %s, %s, %s : (tensor<?x3x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (!onnx.unknown, none, none)
  return %0#0 : !onnx.unknown
}
