// RUN: cameo run %s --input 'X=[[1,3],[5,9]]' --input 'S=[[0,2],[0,0]]' | FileCheck %s

// x + skip = [[1, 5], [5, 9]]
// CHECK: Y0: tensor<2x2xf32> {{\[\[}}-1, 3], [-1, 3]]
// CHECK: Y1: tensor<2x2xf32> {{\[\[}}1, 5], [5, 9]]
// x + skip + bias = [[2, 14], [6, 18]], whose mean squares are 100 and 180
// CHECK: Y2: tensor<2x2xf32> {{\[\[}}0.4, 2.8], [0.894427{{[0-9]*}}, 2.68328{{[0-9]*}}]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}, %s: tensor<2x2xf32> {onnx.name = "S"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}) {
  %none = onnx.None : none
  %gamma = onnx.Constant dense<2.0> : tensor<2xf32> : tensor<2xf32>
  %beta = onnx.Constant dense<1.0> : tensor<2xf32> : tensor<2xf32>
  %bias = onnx.Constant dense<[1.0, 9.0]> : tensor<2xf32> : tensor<2xf32>
  %0:4 = onnx.microsoft.SkipLayerNormalization %x, %s, %gamma, %beta, %none {epsilon = 0.0 : f32} : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, none) -> (!onnx.unknown, none, none, !onnx.unknown)
  %1:4 = onnx.microsoft.SkipSimplifiedLayerNormalization %x, %s, %gamma, %bias {epsilon = 0.0 : f32} : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, none, none, none)
  return %0#0, %0#3, %1#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
