// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @constant_of_shape
// CHECK:         linalg.fill ins(%{{.*}} : f32) outs(%{{.*}} : tensor<?x2xf32>)
func.func @constant_of_shape(%x: tensor<?x2xi32>) -> !onnx.unknown {
  %s = onnx.Shape %x : (tensor<?x2xi32>) -> tensor<2xi64>
  %0 = onnx.ConstantOfShape %s : (tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// The number of steps of a range of run-time floats is computed where the range is.
// CHECK-LABEL: func.func @range
// CHECK:         %[[N:.*]] = arith.index_cast
// CHECK:         tensor.empty(%[[N]]) : tensor<?xf32>
func.func @range(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<f32>) -> !onnx.unknown {
  %0 = onnx.Range %a, %b, %c : (tensor<f32>, tensor<f32>, tensor<f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
