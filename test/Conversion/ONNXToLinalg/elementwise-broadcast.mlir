// RUN: cameo-opt %s --onnx-to-linalg | FileCheck %s

// A broadcast is an affine map of the generic, not a copy.
// CHECK-LABEL: func.func @main
// CHECK-SAME:    %[[A:.*]]: tensor<3x4xf32>, %[[B:.*]]: tensor<4xf32>
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "parallel"]
// CHECK-SAME:      ins(%[[A]], %[[B]] : tensor<3x4xf32>, tensor<4xf32>)
// CHECK:           arith.addf
func.func @main(%a: tensor<3x4xf32>, %b: tensor<4xf32>) -> !onnx.unknown {
  %0 = onnx.Add %a, %b : (tensor<3x4xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
