// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// What -1 stands for is computed from the symbolic dims, common factors cancelled.
// CHECK-LABEL: func.func @reshape
// CHECK-NOT:     divsi
// CHECK:         tensor.collapse_shape %arg0 {{\[\[}}0], [1, 2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
func.func @reshape(%x: tensor<?x4x?xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[0, -1]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Reshape %x, %s : (tensor<?x4x?xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// The target shape comes from data: the declared shape of the result counts.
// CHECK-LABEL: func.func @reshape_declared
// CHECK:         tensor.expand_shape %arg0 {{\[\[}}0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
func.func @reshape_declared(%x: tensor<6xf32>, %s: tensor<2xi64>) -> tensor<2x3xf32> {
  %0 = onnx.Reshape %x, %s : (tensor<6xf32>, tensor<2xi64>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

// A shape computation, symbolically: [s0, 4, s1] -> [s1, s0 * 4].
// CHECK-LABEL: func.func @shape_computation
// CHECK-DAG:     %[[N:.*]] = tensor.dim %arg0, %c0
// CHECK-DAG:     %[[S:.*]] = tensor.dim %arg0, %c2
// CHECK:         tensor.expand_shape {{.*}} : tensor<?xf32> into tensor<?x?xf32>
func.func @shape_computation(%x: tensor<?x4x?xf32>) -> !onnx.unknown {
  %minus = onnx.Constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %two = onnx.Constant dense<2> : tensor<1xi64> : tensor<1xi64>
  %shape = onnx.Shape %x : (tensor<?x4x?xf32>) -> tensor<3xi64>
  %s1 = onnx.Gather %shape, %two : (tensor<3xi64>, tensor<1xi64>) -> tensor<1xi64>
  %target = onnx.Concat %s1, %minus {axis = 0 : i64} : (tensor<1xi64>, tensor<1xi64>) -> tensor<2xi64>
  %0 = onnx.Reshape %x, %target : (tensor<?x4x?xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// CHECK-LABEL: func.func @transpose
// CHECK:         linalg.transpose ins(%arg0 : tensor<?x3xf32>) outs(%{{.*}} : tensor<3x?xf32>) permutation = [1, 0]
func.func @transpose(%x: tensor<?x3xf32>) -> !onnx.unknown {
  %0 = onnx.Transpose %x : (tensor<?x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Copies are reads through a map, then a reshape.
// CHECK: #[[X:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-LABEL: func.func @tile
// CHECK:         linalg.generic
// CHECK:         tensor.collapse_shape {{.*}} {{\[\[}}0], [1, 2]] : tensor<2x4x3xf32> into tensor<2x12xf32>
func.func @tile(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %r = onnx.Constant dense<[1, 4]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Tile %x, %r : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
