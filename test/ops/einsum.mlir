// RUN: cameo run %s --input 'A=[[1,2],[3,4]]' --input 'B=[[1,0],[0,2]]' | FileCheck %s

// CHECK: Y: tensor<2x2xf32> {{\[\[}}1, 3], [4, 8]]
// CHECK: T: tensor<f32> 5
func.func @main(%a: tensor<2x2xf32> {onnx.name = "A"}, %b: tensor<2x2xf32> {onnx.name = "B"}) -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "T"}) {
  %0 = onnx.Einsum %a, %b {equation = "ij,jk->ki"} : (tensor<2x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  %1 = onnx.Einsum %a {equation = "ii"} : (tensor<2x2xf32>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
