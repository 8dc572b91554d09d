// RUN: cameo run %s --input 'X=[0, -0, 3, nan, -1]' --input 'Z=-0' --input 'N=nan' | FileCheck %s

// -0 is less than 0, and NaN comes from NaN.
// CHECK: max: tensor<5xf32> [0, -0, 3, nan, -0]
// CHECK: min: tensor<5xf32> [-0, -0, -0, nan, -1]
// A bound that is NaN bounds nothing.
// CHECK: clip: tensor<5xf32> [0, -0, 3, nan, -0]
// The first NaN is larger and smaller than any number, or the last.
// CHECK: argmax: tensor<1xi64> [3]
// CHECK: argmin: tensor<1xi64> [3]
// CHECK: last: tensor<1xi64> [3]
func.func @main(%x: tensor<5xf32> {onnx.name = "X"}, %z: tensor<f32> {onnx.name = "Z"}, %n: tensor<f32> {onnx.name = "N"})
    -> (!onnx.unknown {onnx.name = "max"}, !onnx.unknown {onnx.name = "min"}, !onnx.unknown {onnx.name = "clip"},
        !onnx.unknown {onnx.name = "argmax"}, !onnx.unknown {onnx.name = "argmin"}, !onnx.unknown {onnx.name = "last"}) {
  %a = onnx.Max %x, %z : (tensor<5xf32>, tensor<f32>) -> !onnx.unknown
  %b = onnx.Min %x, %z : (tensor<5xf32>, tensor<f32>) -> !onnx.unknown
  %c = onnx.Clip %x, %z, %n : (tensor<5xf32>, tensor<f32>, tensor<f32>) -> !onnx.unknown
  %d = onnx.ArgMax %x : (tensor<5xf32>) -> !onnx.unknown
  %e = onnx.ArgMin %x : (tensor<5xf32>) -> !onnx.unknown
  %f = onnx.ArgMin %x {select_last_index = 1 : i64} : (tensor<5xf32>) -> !onnx.unknown
  return %a, %b, %c, %d, %e, %f : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
