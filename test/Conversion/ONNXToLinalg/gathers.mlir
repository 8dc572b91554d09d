// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// An index from data is wrapped and clamped before the read.
// CHECK-LABEL: func.func @gather
// CHECK:         linalg.generic
// CHECK-SAME:      ins(%arg1 : tensor<?xi64>) outs(%{{.*}} : tensor<?x8xf32>)
// CHECK:           arith.select
// CHECK:           arith.minsi
// CHECK:           arith.maxsi
// CHECK:           tensor.extract %arg0
func.func @gather(%x: tensor<100x8xf32>, %i: tensor<?xi64>) -> !onnx.unknown {
  %0 = onnx.Gather %x, %i : (tensor<100x8xf32>, tensor<?xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// A constant index is a map.
// CHECK: affine_map<(d0, d1) -> (d0, 0, d1)>
// CHECK-LABEL: func.func @first
// CHECK-NOT:     tensor.extract
func.func @first(%x: tensor<?x4x8xf32>) -> !onnx.unknown {
  %i = onnx.Constant dense<-4> : tensor<i64> : tensor<i64>
  %0 = onnx.Gather %x, %i {axis = 1 : i64} : (tensor<?x4x8xf32>, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Each component of the tuples is an operand read through its own map.
// CHECK: affine_map<(d0, d1) -> (d0, 0)>
// CHECK: affine_map<(d0, d1) -> (d0, 1)>
// CHECK-LABEL: func.func @gather_nd
// CHECK-SAME:    -> tensor<5x4xf32>
func.func @gather_nd(%x: tensor<2x3x4xf32>, %i: tensor<5x2xi64>) -> !onnx.unknown {
  %0 = onnx.GatherND %x, %i : (tensor<2x3x4xf32>, tensor<5x2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
