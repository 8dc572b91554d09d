// Elements and their fours on a device: rows that are fours and are not, parts of
// rows from odd places on, what is the same in a row, maxima of windows.
// REQUIRES: lavapipe

// RUN: %lavapipe cameo run --device=vulkan --full %s --input x=[[0,1,2,3,4,5,6,7],[10,11,12,13,14,15,16,17],[20,21,22,23,24,25,26,27]] --input c=[[100],[200],[300]] | FileCheck %s
// Rows that only the run counts, and one that it does not.
// RUN: %lavapipe cameo run --device=vulkan --dim=R=3 --full %s --input x=[[0,1,2,3,4,5,6,7],[10,11,12,13,14,15,16,17],[20,21,22,23,24,25,26,27]] --input c=[[100],[200],[300]] | FileCheck %s

// CHECK:      sums: tensor<3x8xf32> {{\[\[}}100, 101, 102, 103, 104, 105, 106, 107], [210, 211, 212, 213, 214, 215, 216, 217], [320, 321, 322, 323, 324, 325, 326, 327]]
// CHECK-NEXT: aligned: tensor<3x4xf32> {{\[\[}}8, 10, 12, 14], [28, 30, 32, 34], [48, 50, 52, 54]]
// CHECK-NEXT: odd: tensor<3x4xf32> {{\[\[}}2, 4, 6, 8], [22, 24, 26, 28], [42, 44, 46, 48]]
// CHECK-NEXT: joined: tensor<3x16xf32> {{\[\[}}0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7, 1, 2, 3, 4], [10, 11, 12, 13, 14, 15, 16, 17, 14, 15, 16, 17, 11, 12, 13, 14], [20, 21, 22, 23, 24, 25, 26, 27, 24, 25, 26, 27, 21, 22, 23, 24]]
// CHECK-NEXT: turned: tensor<8x3xf32> {{\[\[}}0, 10, 20], [1, 11, 21], [2, 12, 22], [3, 13, 23], [4, 14, 24], [5, 15, 25], [6, 16, 26], [7, 17, 27]]
// CHECK-NEXT: padded: tensor<3x12xf32> {{\[\[}}0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 0], [0, 0, 0, 10, 11, 12, 13, 14, 15, 16, 17, 0], [0, 0, 0, 20, 21, 22, 23, 24, 25, 26, 27, 0]]
// CHECK-NEXT: column: tensor<8xf32> [20, 21, 22, 23, 24, 25, 26, 27]
// CHECK-NEXT: integers: tensor<3x8xi32> {{\[\[}}0, 1, 4, 9, 16, 25, 36, 49], [100, 121, 144, 169, 196, 225, 256, 289], [400, 441, 484, 529, 576, 625, 676, 729]]
// CHECK-NEXT: bytes: tensor<3x8xi8> {{\[\[}}0, 1, 2, 3, 4, 5, 6, 7], [10, 11, 12, 13, 14, 15, 16, 17], [20, 21, 22, 23, 24, 25, 26, 27]]
// CHECK-NEXT: halves: tensor<3x8xf16> {{\[\[}}0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], [5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5], [10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5]]
// CHECK-NEXT: positive: tensor<3x8xi1> {{\[\[}}false, false, false, false, false, false, true, true], [true, true, true, true, true, true, true, true], [true, true, true, true, true, true, true, true]]
func.func @main(%x: tensor<?x8xf32> {onnx.name = "x", onnx.dim_names = ["R", ""]}, %c: tensor<?x1xf32> {onnx.name = "c", onnx.dim_names = ["R", ""]})
    -> (tensor<?x8xf32> {onnx.name = "sums"}, tensor<?x4xf32> {onnx.name = "aligned"}, tensor<?x4xf32> {onnx.name = "odd"}, tensor<?x16xf32> {onnx.name = "joined"}, tensor<8x?xf32> {onnx.name = "turned"},
        tensor<?x12xf32> {onnx.name = "padded"}, tensor<8xf32> {onnx.name = "column"}, tensor<?x8xi32> {onnx.name = "integers"}, tensor<?x8xi8> {onnx.name = "bytes"}, tensor<?x8xf16> {onnx.name = "halves"}, tensor<?x8xi1> {onnx.name = "positive"}) {
  %none = onnx.None : none
  %axes = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %axis0 = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %four = onnx.Constant dense<4> : tensor<1xi64> : tensor<1xi64>
  %five = onnx.Constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %eight = onnx.Constant dense<8> : tensor<1xi64> : tensor<1xi64>
  %pads = onnx.Constant dense<[0, 3, 0, 1]> : tensor<4xi64> : tensor<4xi64>
  %half = onnx.Constant dense<0.5> : tensor<f16> : tensor<f16>
  %limit = onnx.Constant dense<5.5> : tensor<f32> : tensor<f32>
  %sums = onnx.Add %x, %c : (tensor<?x8xf32>, tensor<?x1xf32>) -> tensor<?x8xf32>
  %0 = onnx.Slice %x, %four, %eight, %axes, %one : (tensor<?x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x4xf32>
  %aligned = onnx.Add %0, %0 : (tensor<?x4xf32>, tensor<?x4xf32>) -> tensor<?x4xf32>
  %1 = onnx.Slice %x, %one, %five, %axes, %one : (tensor<?x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x4xf32>
  %odd = onnx.Add %1, %1 : (tensor<?x4xf32>, tensor<?x4xf32>) -> tensor<?x4xf32>
  %joined = onnx.Concat %x, %0, %1 {axis = 1 : i64} : (tensor<?x8xf32>, tensor<?x4xf32>, tensor<?x4xf32>) -> tensor<?x16xf32>
  %turned = onnx.Transpose %x {perm = array<i64: 1, 0>} : (tensor<?x8xf32>) -> tensor<8x?xf32>
  %padded = onnx.Pad %x, %pads, %none, %none : (tensor<?x8xf32>, tensor<4xi64>, none, none) -> tensor<?x12xf32>
  %column = onnx.ReduceMax %x, %axis0 {keepdims = 0 : i64} : (tensor<?x8xf32>, tensor<1xi64>) -> tensor<8xf32>
  %2 = onnx.Cast %x {to = 6 : i64} : (tensor<?x8xf32>) -> tensor<?x8xi32>
  %integers = onnx.Mul %2, %2 : (tensor<?x8xi32>, tensor<?x8xi32>) -> tensor<?x8xi32>
  %bytes = onnx.Cast %x {to = 3 : i64} : (tensor<?x8xf32>) -> tensor<?x8xi8>
  %3 = onnx.Cast %x {to = 10 : i64} : (tensor<?x8xf32>) -> tensor<?x8xf16>
  %halves = onnx.Mul %3, %half : (tensor<?x8xf16>, tensor<f16>) -> tensor<?x8xf16>
  %positive = onnx.Greater %x, %limit : (tensor<?x8xf32>, tensor<f32>) -> tensor<?x8xi1>
  return %sums, %aligned, %odd, %joined, %turned, %padded, %column, %integers, %bytes, %halves, %positive
    : tensor<?x8xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x16xf32>, tensor<8x?xf32>, tensor<?x12xf32>, tensor<8xf32>, tensor<?x8xi32>, tensor<?x8xi8>, tensor<?x8xf16>, tensor<?x8xi1>
}
