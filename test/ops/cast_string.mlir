// RUN: cameo run %s --input x='["1.5", "-inf", "NaN", "1e3"]' --input y='[0.1, inf, nan, -3]' | FileCheck %s
// CHECK: a: tensor<4xf32> [1.5, -inf, nan, 1000]
// CHECK: b: tensor<4xstr> ["0.1", "INF", "NaN", "-3"]
// CHECK: c: tensor<4xi64> [0, 0, 0, -3]
func.func @main(%x: tensor<4x!onnx.string>, %y: tensor<4xf32>)
    -> (!onnx.unknown {onnx.name = "a"}, tensor<*x!onnx.string> {onnx.name = "b"}, !onnx.unknown {onnx.name = "c"}) {
  %0 = onnx.Cast %x {to = 1 : i64} : (tensor<4x!onnx.string>) -> !onnx.unknown
  %1 = onnx.Cast %y {to = 8 : i64} : (tensor<4xf32>) -> tensor<*x!onnx.string>
  %2 = onnx.Cast %1 {to = 7 : i64} : (tensor<*x!onnx.string>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, tensor<*x!onnx.string>, !onnx.unknown
}
