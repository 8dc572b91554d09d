// RUN: cameo run %s --input x='["a b", "  c d\te ", ""]' | FileCheck %s
// RUN: cameo run %s --input x='["", "", ""]' | FileCheck %s --check-prefix=NONE
// CHECK: y: tensor<3x3xstr> {{.*}}"a", "b", ""{{.*}}"c", "d", "e"{{.*}}"", "", ""
// CHECK: n: tensor<3xi64> [2, 3, 0]
// CHECK: once: tensor<3x2xstr> {{.*}}"a", "b"{{.*}}"c", "d\te"{{.*}}"", ""
// CHECK: parts: tensor<2x4xstr> {{.*}}"1", "", "2", ""{{.*}}"3", "", "", ""
// NONE: y: tensor<3x0xstr>
func.func @main(%x: tensor<3x!onnx.string>)
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "n"}, !onnx.unknown {onnx.name = "once"},
        !onnx.unknown {onnx.name = "parts"}) {
  %c = onnx.Constant dense<["1--2-", "3"]> : tensor<2x!onnx.string>
  %0:2 = onnx.StringSplit %x : (tensor<3x!onnx.string>) -> (!onnx.unknown, !onnx.unknown)
  %1:2 = onnx.StringSplit %x {maxsplit = 1 : i64} : (tensor<3x!onnx.string>) -> (!onnx.unknown, none)
  %2:2 = onnx.StringSplit %c {delimiter = "-"} : (tensor<2x!onnx.string>) -> (!onnx.unknown, none)
  return %0#0, %0#1, %1#0, %2#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
