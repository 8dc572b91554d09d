// RUN: cameo run %s --input 'X=[[[[1,3]],[[5,5]]],[[[1,3]],[[5,5]]]]' | FileCheck %s

// A channel at a time; nothing is divided by 0.
// CHECK: A: tensor<2x2x1x2xf32> {{\[\[\[\[}}-1, 1]], {{\[\[}}0, 0]]], {{\[\[\[}}-1, 1]], {{\[\[}}0, 0]]]]
func.func @main(%x: tensor<2x2x1x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}) {
  %a = onnx.MeanVarianceNormalization %x : (tensor<2x2x1x2xf32>) -> !onnx.unknown
  return %a : !onnx.unknown
}
