// RUN: cameo run %s --input 'X=[[[[1,3]]]]' | FileCheck %s

// CHECK: A: tensor<1x1x1x4xf32> {{\[\[\[\[}}1, 1.5, 2.5, 3]]]]
// CHECK: B: tensor<1x1x1x4xf32> {{\[\[\[\[}}1, 1, 3, 3]]]]
func.func @main(%x: tensor<1x1x1x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %none = onnx.None : none
  %s = onnx.Constant dense<[1.0, 1.0, 1.0, 2.0]> : tensor<4xf32> : tensor<4xf32>
  %a = onnx.Resize %x, %none, %s, %none {mode = "linear"} : (tensor<1x1x1x2xf32>, none, tensor<4xf32>, none) -> !onnx.unknown
  %b = onnx.Resize %x, %none, %s, %none {coordinate_transformation_mode = "asymmetric", nearest_mode = "floor"} : (tensor<1x1x1x2xf32>, none, tensor<4xf32>, none) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
