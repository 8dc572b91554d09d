// RUN: cameo run %s --input x='["a", "", "käse"]' | FileCheck %s
// RUN: cameo run %s --input x='[]' | FileCheck %s --check-prefix=EMPTY
// CHECK: y: tensor<2x3xstr> {{.*}}"a-x", "-x", "käse-x"{{.*}}"ay", "y", "käsey"
// CHECK: same: tensor<3xi1> [true, false, false]
// EMPTY: y: tensor<2x0xstr>
func.func @main(%x: tensor<?x!onnx.string> {onnx.dim_names = ["n"]})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "same"}) {
  %0 = onnx.Constant dense<[["-x"], ["y"]]> : tensor<2x1x!onnx.string>
  %1 = onnx.Constant dense<["a"]> : tensor<1x!onnx.string>
  %2 = onnx.StringConcat %x, %0 : (tensor<?x!onnx.string>, tensor<2x1x!onnx.string>) -> !onnx.unknown
  %3 = onnx.Equal %x, %1 : (tensor<?x!onnx.string>, tensor<1x!onnx.string>) -> !onnx.unknown
  return %2, %3 : !onnx.unknown, !onnx.unknown
}
