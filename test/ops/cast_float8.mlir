// Numbers are printed with as few digits as tell them apart (450 is 448). Ties go to the even number; beyond the largest one saturate, or have infinity or NaN.
// RUN: cameo run %s --input x='[1.0625, 1.1875, 464, 480, -1000, inf, nan, -0.0009765625, 0.0029296875]' | FileCheck %s
// CHECK: a: tensor<9xf8E4M3FN> [1, 1.2, 450, 450, -450, 450, nan, -0, 0.004]
// CHECK: b: tensor<9xf8E4M3FN> [1, 1.2, 450, nan, nan, nan, nan, -0, 0.004]
// CHECK: c: tensor<9xf8E5M2> [1, 1.2, 450, 500, -1000, inf, nan, -0.001, 0.003]
// CHECK: d: tensor<9xf8E4M3FNUZ> [1, 1.2, 240, 240, -240, 240, nan, -0.001, 0.003]
func.func @main(%x: tensor<9xf32>) -> (!onnx.unknown {onnx.name = "a"}, !onnx.unknown {onnx.name = "b"},
                                       !onnx.unknown {onnx.name = "c"}, !onnx.unknown {onnx.name = "d"}) {
  %a = onnx.Cast %x {to = 17 : i64} : (tensor<9xf32>) -> !onnx.unknown
  %b = onnx.Cast %x {to = 17 : i64, saturate = 0 : i64} : (tensor<9xf32>) -> !onnx.unknown
  %c = onnx.Cast %x {to = 19 : i64, saturate = 0 : i64} : (tensor<9xf32>) -> !onnx.unknown
  %d = onnx.Cast %x {to = 18 : i64} : (tensor<9xf32>) -> !onnx.unknown
  return %a, %b, %c, %d : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
