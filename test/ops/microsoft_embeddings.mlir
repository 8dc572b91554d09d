// RUN: cameo run %s --input 'I=[[0, 2]]' --input 'M=[[1, 0]]' --input 'X=[[[1, 2, 3, 4], [1, 2, 3, 4]]]' \
// RUN:   | FileCheck %s

// Words [1, 3] and [4, 8], at the positions [0, 0] and [0, 2]; of all, segment [1, -1].
// CHECK: Y0: tensor<1x2x2xf32> {{\[\[\[}}0, 3], [-1, 5]]]
// CHECK: C0: tensor<1xi32> [1]
// CHECK: S0: tensor<1x2x2xf32> {{\[\[\[}}2, 2], [5, 9]]]
// Turned by 0° and by 90°: the first half of a head is paired with the second.
// CHECK: Y1: tensor<1x2x4xf32> {{\[\[\[}}1, 2, 3, 4], [-2, 1, -4, 3]]]
// CHECK: Y2: tensor<1x2x4xf32> {{\[\[\[}}-2, 1, -4, 3], [1, 2, 3, 4]]]
func.func @main(%i: tensor<1x?xi32> {onnx.name = "I", onnx.dims = ["", "L"]}, %m: tensor<1x?xi32> {onnx.name = "M", onnx.dims = ["", "L"]},
                %x: tensor<1x2x4xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "C0"}, !onnx.unknown {onnx.name = "S0"},
        !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"}) {
  %none = onnx.None : none
  %words = onnx.Constant dense<[[1.0, 3.0], [9.0, 9.0], [4.0, 8.0]]> : tensor<3x2xf32> : tensor<3x2xf32>
  %places = onnx.Constant dense<[[0.0, 0.0], [0.0, 2.0], [9.0, 9.0]]> : tensor<3x2xf32> : tensor<3x2xf32>
  %segments = onnx.Constant dense<[[9.0, 9.0], [1.0, -1.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %segment = onnx.Constant dense<[[1, 1]]> : tensor<1x2xi32> : tensor<1x2xi32>
  %gamma = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32> : tensor<2xf32>
  %beta = onnx.Constant dense<[0.0, 3.0]> : tensor<2xf32> : tensor<2xf32>
  %cos = onnx.Constant dense<[[1.0], [0.0], [1.0]]> : tensor<3x1xf32> : tensor<3x1xf32>
  %sin = onnx.Constant dense<[[0.0], [1.0], [0.0]]> : tensor<3x1xf32> : tensor<3x1xf32>
  %ids = onnx.Constant dense<[[0, 1]]> : tensor<1x2xi64> : tensor<1x2xi64>
  %one = onnx.Constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0:3 = onnx.microsoft.EmbedLayerNormalization %i, %segment, %words, %places, %segments, %gamma, %beta, %m, %none {mask_index_type = 1 : i64} : (tensor<1x?xi32>, tensor<1x2xi32>, tensor<3x2xf32>, tensor<3x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1x?xi32>, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown)
  %1 = onnx.microsoft.RotaryEmbedding %x, %ids, %cos, %sin : (tensor<1x2x4xf32>, tensor<1x2xi64>, tensor<3x1xf32>, tensor<3x1xf32>) -> !onnx.unknown
  %2 = onnx.microsoft.RotaryEmbedding %x, %one, %cos, %sin : (tensor<1x2x4xf32>, tensor<1xi64>, tensor<3x1xf32>, tensor<3x1xf32>) -> !onnx.unknown
  return %0#0, %0#1, %0#2, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
