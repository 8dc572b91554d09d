// RUN: cameo run %s --input 'A=[[1,2]]' --input 'B=[[1,3],[2,4]]' --input 'C=[10,20]' | FileCheck %s

// 2 * A Bᵀ + C / 2
// CHECK: Y: tensor<1x2xf32> {{\[\[}}19, 30]]
func.func @main(%a: tensor<1x2xf32> {onnx.name = "A"}, %b: tensor<2x2xf32> {onnx.name = "B"}, %c: tensor<2xf32> {onnx.name = "C"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.Gemm %a, %b, %c {alpha = 2.0 : f32, beta = 0.5 : f32, transB = 1 : i64} : (tensor<1x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
