// The exponent alone: what is rounded up, down or to nearest depends on the last bit of a wide number.
// RUN: cameo run %s --input x='[1.000000000001, 1.999999999999, 1.499999999999, 1.5, 1e200]' --input i='[16777217, 2147483647]' --input l='[4611686018427387905, 9007199254740993]' --input u='[18446744073709551615, 18446744073709550592]' | FileCheck %s
// CHECK: up: tensor<5xui8> [128, 128, 128, 128, 254]
// CHECK: down: tensor<5xui8> [127, 127, 127, 127, 254]
// CHECK: nearest: tensor<5xui8> [127, 128, 127, 128, 254]
// CHECK: iup: tensor<2xui8> [152, 158]
// CHECK: idown: tensor<2xui8> [151, 157]
// CHECK: lup: tensor<2xui8> [190, 181]
// CHECK: ldown: tensor<2xui8> [189, 180]
// CHECK: uup: tensor<2xui8> [191, 191]
// CHECK: udown: tensor<2xui8> [190, 190]
func.func @main(%x: tensor<5xf64>, %i: tensor<2xi32>, %l: tensor<2xi64>, %u: tensor<2xui64>) -> (
    !onnx.unknown {onnx.name = "up"}, !onnx.unknown {onnx.name = "down"}, !onnx.unknown {onnx.name = "nearest"},
    !onnx.unknown {onnx.name = "iup"}, !onnx.unknown {onnx.name = "idown"}, !onnx.unknown {onnx.name = "lup"}, !onnx.unknown {onnx.name = "ldown"},
    !onnx.unknown {onnx.name = "uup"}, !onnx.unknown {onnx.name = "udown"}) {
  %0 = onnx.Cast %x {to = 24 : i64, round_mode = "up"} : (tensor<5xf64>) -> tensor<5xf8E8M0FNU>
  %1 = onnx.Cast %x {to = 24 : i64, round_mode = "down"} : (tensor<5xf64>) -> tensor<5xf8E8M0FNU>
  %2 = onnx.Cast %x {to = 24 : i64, round_mode = "nearest"} : (tensor<5xf64>) -> tensor<5xf8E8M0FNU>
  %3 = onnx.Cast %i {to = 24 : i64, round_mode = "up"} : (tensor<2xi32>) -> tensor<2xf8E8M0FNU>
  %4 = onnx.Cast %i {to = 24 : i64, round_mode = "down"} : (tensor<2xi32>) -> tensor<2xf8E8M0FNU>
  %5 = onnx.Cast %l {to = 24 : i64, round_mode = "up"} : (tensor<2xi64>) -> tensor<2xf8E8M0FNU>
  %6 = onnx.Cast %l {to = 24 : i64, round_mode = "down"} : (tensor<2xi64>) -> tensor<2xf8E8M0FNU>
  %7 = onnx.Cast %u {to = 24 : i64, round_mode = "up"} : (tensor<2xui64>) -> tensor<2xf8E8M0FNU>
  %8 = onnx.Cast %u {to = 24 : i64, round_mode = "down"} : (tensor<2xui64>) -> tensor<2xf8E8M0FNU>
  %b7 = onnx.BitCast %7 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  %b8 = onnx.BitCast %8 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  %b0 = onnx.BitCast %0 {to = 2 : i64} : (tensor<5xf8E8M0FNU>) -> !onnx.unknown
  %b1 = onnx.BitCast %1 {to = 2 : i64} : (tensor<5xf8E8M0FNU>) -> !onnx.unknown
  %b2 = onnx.BitCast %2 {to = 2 : i64} : (tensor<5xf8E8M0FNU>) -> !onnx.unknown
  %b3 = onnx.BitCast %3 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  %b4 = onnx.BitCast %4 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  %b5 = onnx.BitCast %5 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  %b6 = onnx.BitCast %6 {to = 2 : i64} : (tensor<2xf8E8M0FNU>) -> !onnx.unknown
  return %b0, %b1, %b2, %b3, %b4, %b5, %b6, %b7, %b8 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
