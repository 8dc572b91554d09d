// RUN: cameo run %s --input x='["Monday", "TUESDAY", "ÄRGER", "the"]' | FileCheck %s
// RUN: cameo run %s --input x='["the", "the", "the", "the"]' | FileCheck %s --check-prefix=NONE
// CHECK: upper: tensor<3xstr> ["MONDAY", "TUESDAY", "ÄRGER"]
// CHECK: lower: tensor<1x3xstr> {{.*}}"tuesday", "ärger", "the"
// NONE: upper: tensor<1xstr> [""]
func.func @main(%x: tensor<4x!onnx.string>) -> (!onnx.unknown {onnx.name = "upper"}, !onnx.unknown {onnx.name = "lower"}) {
  %s = onnx.Constant dense<[1, 4]> : tensor<2xi64>
  %0 = onnx.StringNormalizer %x {case_change_action = "UPPER", is_case_sensitive = 1 : i64, stopwords = ["the", "monday"]}
      : (tensor<4x!onnx.string>) -> !onnx.unknown
  %1 = onnx.Reshape %x, %s : (tensor<4x!onnx.string>, tensor<2xi64>) -> tensor<1x4x!onnx.string>
  %2 = onnx.StringNormalizer %1 {case_change_action = "LOWER", stopwords = ["monday"]} : (tensor<1x4x!onnx.string>) -> !onnx.unknown
  return %0, %2 : !onnx.unknown, !onnx.unknown
}
