// RUN: cameo run %s --input x='["b", "zz", "a", "b"]' | FileCheck %s
// CHECK: n: tensor<4xi64> [7, -1, 5, 7]
// CHECK: s: tensor<4xstr> ["seven", "none", "none", "seven"]
// CHECK: h: tensor<4x2xf32> {{.*}}0, 1{{.*}}0, 0{{.*}}1, 0{{.*}}0, 1
func.func @main(%x: tensor<4x!onnx.string>)
    -> (tensor<4xi64> {onnx.name = "n"}, !onnx.unknown {onnx.name = "s"}, !onnx.unknown {onnx.name = "h"}) {
  %0 = onnx.ml.LabelEncoder %x {keys_strings = ["b", "a", "b"], values_int64s = array<i64: 7, 5, 9>}
      : (tensor<4x!onnx.string>) -> tensor<4xi64>
  %1 = onnx.ml.LabelEncoder %0 {keys_int64s = array<i64: 7>, values_strings = ["seven"], default_string = "none"}
      : (tensor<4xi64>) -> !onnx.unknown
  %2 = onnx.ml.OneHotEncoder %x {cats_strings = ["a", "b"]} : (tensor<4x!onnx.string>) -> !onnx.unknown
  return %0, %1, %2 : tensor<4xi64>, !onnx.unknown, !onnx.unknown
}
