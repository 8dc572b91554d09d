// RUN: cameo run %s --input 'X=[[1,3],[5,9]]' | FileCheck %s

// CHECK: Y: tensor<2x2xf32> {{\[\[}}-1, 3], [-1, 3]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %s = onnx.Constant dense<2.0> : tensor<2xf32> : tensor<2xf32>
  %b = onnx.Constant dense<1.0> : tensor<2xf32> : tensor<2xf32>
  %0:3 = onnx.LayerNormalization %x, %s, %b {epsilon = 0.0 : f32} : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, none, none)
  return %0#0 : !onnx.unknown
}
