// RUN: cameo run %s --input 'X=[[[1,3],[5,7],[7,5],[3,1]]]' --input 'S=[1,2,1,3]' \
// RUN:   --input 'B=[0,1,10,0]' | FileCheck %s

// Means are 4, variances 5; each channel has a scale and a bias.
// CHECK: Y: tensor<1x4x2xf32> {{\[\[\[}}-1, -0.33333{{[0-9]+}}], [1.66666{{[0-9]+}}, 3], [11, 10.3333{{[0-9]+}}], [-1, -3]]]
func.func @main(%x: tensor<1x4x2xf32> {onnx.name = "X"}, %s: tensor<4xf32> {onnx.name = "S"}, %b: tensor<4xf32> {onnx.name = "B"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.GroupNormalization %x, %s, %b {epsilon = 4.0 : f32, num_groups = 2 : i64} : (tensor<1x4x2xf32>, tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
