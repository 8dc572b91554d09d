// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// An index outside writes the old element back.
// CHECK-LABEL: func.func @scatter
// CHECK:         scf.for
// CHECK:           arith.cmpi ult
// CHECK:           %[[U:.*]] = tensor.extract %arg2
// CHECK:           %[[OLD:.*]] = tensor.extract %[[DATA:arg[0-9]+]][
// CHECK:           %[[NEW:.*]] = arith.addf %[[OLD]], %[[U]]
// CHECK:           %[[E:.*]] = arith.select %{{.*}}, %[[NEW]], %[[OLD]]
// CHECK:           tensor.insert %[[E]] into %[[DATA]]
func.func @scatter(%x: tensor<4xf32>, %i: tensor<2xi64>, %u: tensor<2xf32>) -> !onnx.unknown {
  %0 = onnx.ScatterElements %x, %i, %u {reduction = "add"} : (tensor<4xf32>, tensor<2xi64>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// The running sum is carried by the innermost loop.
// CHECK-LABEL: func.func @cumsum
// CHECK:         scf.for
// CHECK:           scf.for {{.*}} -> (tensor<2x3xf32>, f32)
// CHECK:             arith.addf
func.func @cumsum(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %a = onnx.Constant dense<1> : tensor<i64> : tensor<i64>
  %0 = onnx.CumSum %x, %a : (tensor<2x3xf32>, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
