// RUN: cameo run %s --input 'A=[[[1,2]],[[3,4]]]' --input 'B=[[1,0],[1,2]]' | FileCheck %s

// CHECK: Y: tensor<2x1x2xf32> {{\[\[\[}}3, 4]], {{\[\[}}7, 8]]]
func.func @main(%a: tensor<?x1x2xf32> {onnx.name = "A"}, %b: tensor<2x2xf32> {onnx.name = "B"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.MatMul %a, %b : (tensor<?x1x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
