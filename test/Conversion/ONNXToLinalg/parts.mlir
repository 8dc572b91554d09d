// RUN: cameo-opt %s --onnx-to-linalg --split-input-file | FileCheck %s

// A part is read through a map, backwards too.
// CHECK: affine_map<(d0) -> (-d0 + 5)>
// CHECK-LABEL: func.func @reversed
// CHECK-SAME:    -> tensor<3xf32>
func.func @reversed(%x: tensor<6xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %s = onnx.Constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %e = onnx.Constant dense<2> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.Slice %x, %s, %e, %none, %s : (tensor<6xf32>, tensor<1xi64>, tensor<1xi64>, none, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// The end is the smaller of the given one and the extent.
// CHECK-LABEL: func.func @clamped
// CHECK:         %[[N:.*]] = tensor.dim %arg0, %c0
// CHECK:         arith.minsi
// CHECK:         linalg.generic
func.func @clamped(%x: tensor<?xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %s = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %e = onnx.Constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %0 = onnx.Slice %x, %s, %e, %none, %none : (tensor<?xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// Bounds from data: the declared extent, read at clamped positions.
// CHECK-LABEL: func.func @from_data
// CHECK:         linalg.generic
// CHECK:           arith.minsi
// CHECK:           arith.maxsi
// CHECK:           tensor.extract %arg0
func.func @from_data(%x: tensor<6xf32>, %s: tensor<1xi64>, %e: tensor<1xi64>) -> tensor<2xf32> {
  %none = onnx.None : none
  %0 = onnx.Slice %x, %s, %e, %none, %none : (tensor<6xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// CHECK-LABEL: func.func @concat
// CHECK:         %[[A:.*]] = tensor.insert_slice %arg0 into %{{.*}}[0, 0] [2, 3] [1, 1]
// CHECK:         tensor.insert_slice %arg1 into %[[A]][0, 3] [2, 1] [1, 1]
func.func @concat(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) -> !onnx.unknown {
  %0 = onnx.Concat %x, %y {axis = 1 : i64} : (tensor<2x3xf32>, tensor<2x1xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

// The last part is smaller.
// CHECK: affine_map<(d0) -> (d0 + 4)>
// CHECK-LABEL: func.func @split
// CHECK-SAME:    -> (tensor<4xf32>, tensor<3xf32>)
func.func @split(%x: tensor<7xf32>) -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0:2 = onnx.Split %x, %none {num_outputs = 2 : i64} : (tensor<7xf32>, none) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}

// -----

// A negative pad crops.
// CHECK: affine_map<(d0) -> (d0 + 1)>
// CHECK-LABEL: func.func @pad
// CHECK:         %[[CROPPED:.*]] = linalg.generic
// CHECK:         tensor.pad %[[CROPPED]] low[0] high[3]
// CHECK:         tensor<4xf32> to tensor<7xf32>
func.func @pad(%x: tensor<5xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %p = onnx.Constant dense<[-1, 3]> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Pad %x, %p, %none, %none : (tensor<5xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
