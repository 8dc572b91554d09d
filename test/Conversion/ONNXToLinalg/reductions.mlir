// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// Half precision is summed in f32; the number of elements is computed.
// CHECK-LABEL: func.func @mean
// CHECK:         linalg.generic
// CHECK-SAME:      iterator_types = ["parallel", "reduction"]
// CHECK-SAME:      outs(%{{.*}} : tensor<4xf32>)
// CHECK:           arith.extf
// CHECK:           arith.addf
// CHECK:         linalg.generic
// CHECK:           arith.divf
// CHECK:           arith.truncf
// CHECK:         tensor.expand_shape {{.*}} : tensor<4xf16> into tensor<4x1xf16>
func.func @mean(%x: tensor<4x?xf16>) -> !onnx.unknown {
  %a = onnx.Constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.ReduceMean %x, %a : (tensor<4x?xf16>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Two axes give the declared shape: both sums, of which the axis chooses one.
// CHECK-LABEL: func.func @which
// CHECK:         iterator_types = ["parallel", "reduction", "parallel"]
// CHECK:         iterator_types = ["parallel", "parallel", "reduction"]
// CHECK:           arith.select
func.func @which(%x: tensor<3x2x2xf32>, %a: tensor<1xi64>) -> tensor<3x2xf32> {
  %0 = onnx.ReduceSum %x, %a {keepdims = 0 : i64} : (tensor<3x2x2xf32>, tensor<1xi64>) -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}

// -----

// The best element and its position are accumulated together. NaN is the best.
// CHECK-LABEL: func.func @argmax
// CHECK:         linalg.generic
// CHECK-SAME:      outs(%{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xi64>)
// CHECK:           arith.cmpf uge
func.func @argmax(%x: tensor<4x8xf32>) -> !onnx.unknown {
  %0 = onnx.ArgMax %x {axis = 1 : i64, keepdims = 0 : i64, select_last_index = 1 : i64} : (tensor<4x8xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
