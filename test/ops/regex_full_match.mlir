// RUN: cameo run %s --input x='["ab12", "12", "ab 12", ""]' | FileCheck %s
// CHECK: y: tensor<4xi1> [true, false, false, false]
// CHECK: t: tensor<4x2xstr> {{.*}}"ab12", "#"{{.*}}"12", "#"{{.*}}"ab", "12"{{.*}}"#", "#"
// CHECK: s: tensor<4x3xstr> {{.*}}"\u0002", "ab1", "\u0003"], ["\u0002", "\u0003", "#"]
func.func @main(%x: tensor<4x!onnx.string>) -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "t"}, !onnx.unknown {onnx.name = "s"}) {
  %0 = onnx.RegexFullMatch %x {pattern = "[a-z]+\\d+"} : (tensor<4x!onnx.string>) -> !onnx.unknown
  %1 = onnx.microsoft.Tokenizer %x {mark = 0 : i64, mincharnum = 2 : i64, pad_value = "#", tokenexp = "[a-z0-9]+"}
      : (tensor<4x!onnx.string>) -> !onnx.unknown
  %2 = onnx.microsoft.Tokenizer %x {mark = 1 : i64, mincharnum = 3 : i64, pad_value = "#", separators = ["2"]}
      : (tensor<4x!onnx.string>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
