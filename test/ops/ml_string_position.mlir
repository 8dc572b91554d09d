// RUN: cameo run %s --input x='["b", "", "c", "a"]' | FileCheck %s
// CHECK: y: tensor<4xi64> [1, -1, -1, 0]
func.func @main(%x: tensor<4x!onnx.string>) -> (!onnx.unknown {onnx.name = "y"}) {
  %0 = onnx.ml.StringPosition %x {keys = ["a", "b"]} : (tensor<4x!onnx.string>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
