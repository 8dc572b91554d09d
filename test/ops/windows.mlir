// RUN: cameo run %s --input n=4 | FileCheck %s
// CHECK: a: tensor<4xf32> [0, 0.5, 1, 0.5]
// CHECK: b: tensor<4xf64> [0.0869565{{.*}}, 0.77173913{{.*}}, 0.77173913{{.*}}, 0.0869565
// CHECK: c: tensor<1xf32> [{{-?[0-9.e-]+}}]
func.func @main(%n: tensor<i64>)
    -> (!onnx.unknown {onnx.name = "a"}, !onnx.unknown {onnx.name = "b"}, !onnx.unknown {onnx.name = "c"}) {
  %one = onnx.Constant dense<1> : tensor<i32> : tensor<i32>
  %a = onnx.HannWindow %n : (tensor<i64>) -> !onnx.unknown
  %b = onnx.HammingWindow %n {periodic = 0 : i64, output_datatype = 11 : i64} : (tensor<i64>) -> !onnx.unknown
  %c = onnx.BlackmanWindow %one {periodic = 0 : i64} : (tensor<i32>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
