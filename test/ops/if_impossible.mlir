// A branch that makes no sense for the extents that are known is refused by the run only.
// RUN: cameo run %s --input c=false --input x='[[1, 2, 3]]' 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARNING < %t.err
// RUN: not cameo run %s --input c=true --input x='[[1, 2, 3]]' 2>&1 | FileCheck %s --check-prefix=TRUE
// CHECK: y: tensor<1x3xf32> {{\[\[}}-1, -2, -3]]
// WARNING: warning: {{.*}}a run whose condition is true is refused, since what follows makes no sense then
// TRUE: cameo run: run:
func.func @main(%c: tensor<i1> {onnx.name = "c"}, %x: tensor<1x3xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "y"}) {
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    %1 = onnx.MatMul %x, %x : (tensor<1x3xf32>, tensor<1x3xf32>) -> !onnx.unknown
    onnx.Return %1 : !onnx.unknown
  } else {
    %1 = onnx.Neg %x : (tensor<1x3xf32>) -> !onnx.unknown
    onnx.Return %1 : !onnx.unknown
  }
  return %0 : !onnx.unknown
}
