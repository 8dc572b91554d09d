// RUN: cameo run %s --input 'X=[[[0,1000],[0,0]]]' --input 'T=[[1,0]]' | FileCheck %s

// ln 2 and 0: large scores do not overflow.
// CHECK: A: tensor<1x2xf32> {{\[\[}}0.69314{{[0-9]+}}, {{-?}}0]]
// CHECK: B: tensor<1x2x2xf32> {{\[\[\[}}-0.69314{{[0-9]+}}, 0], [-0.69314{{[0-9]+}}, -1000]]]
// CHECK: C: tensor<f32> 0.34657{{[0-9]+}}
func.func @main(%x: tensor<1x2x2xf32> {onnx.name = "X"}, %t: tensor<1x2xi64> {onnx.name = "T"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %a:2 = onnx.SoftmaxCrossEntropyLoss %x, %t, %none {reduction = "none"} : (tensor<1x2x2xf32>, tensor<1x2xi64>, none) -> (!onnx.unknown, !onnx.unknown)
  %c:2 = onnx.SoftmaxCrossEntropyLoss %x, %t, %none : (tensor<1x2x2xf32>, tensor<1x2xi64>, none) -> (!onnx.unknown, none)
  return %a#0, %a#1, %c#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
