// RUN: cameo run %s --input 'A=[[1,2]]' --input 'B=[[1,-1],[1,-1]]' --input 'X=[[[1,2,3]]]' \
// RUN:   | FileCheck %s

// CHECK: Y0: tensor<1x2xf32> {{\[\[}}6, -1.5]]
// Without alpha, beta is still the second parameter: 0.2 * x + 1 of 3 and -3.
// CHECK: Y2: tensor<1x2xf32> {{\[\[}}1, 0.{{4|39999}}
// Sums of two neighbours, 3 and 5, plus Z, clipped to [0, 6].
// CHECK: Y1: tensor<1x1x2xf32> {{\[\[\[}}4, 6]]]
func.func @main(%a: tensor<1x2xf32> {onnx.name = "A"}, %b: tensor<2x2xf32> {onnx.name = "B"},
                %x: tensor<1x1x3xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y2"},
        !onnx.unknown {onnx.name = "Y1"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<1.0> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %z = onnx.Constant dense<[[[1.0, 9.0]]]> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %0 = onnx.microsoft.FusedGemm %a, %b, %none {activation = "LeakyRelu", activation_alpha = 0.25 : f32, alpha = 2.0 : f32} : (tensor<1x2xf32>, tensor<2x2xf32>, none) -> !onnx.unknown
  %1 = onnx.microsoft.FusedConv %x, %w, %none, %z {activation = "Clip", activation_params = array<f32: 0.0, 6.0>} : (tensor<1x1x3xf32>, tensor<1x1x2xf32>, none, tensor<1x1x2xf32>) -> !onnx.unknown
  %2 = onnx.microsoft.FusedGemm %a, %b, %none {activation = "HardSigmoid", activation_beta = 1.0 : f32} : (tensor<1x2xf32>, tensor<2x2xf32>, none) -> !onnx.unknown
  return %0, %2, %1 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
