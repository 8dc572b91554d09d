// RUN: cameo run %s --input 'X=2.5' --input 'Z=[[1,2],[3,4]]' | FileCheck %s

// A sum over nothing, then broadcast, is taken once.
// CHECK-DAG: Y: tensor<3xf32> [2.5, 2.5, 2.5]
// CHECK-DAG: V: tensor<2x2x2xf32> {{\[\[\[}}1, 2], [3, 4]], {{\[\[}}1, 2], [3, 4]]]
func.func @main(%x: tensor<f32> {onnx.name = "X"}, %z: tensor<2x2xf32> {onnx.name = "Z"}) -> (!onnx.unknown {onnx.name = "Y"}, !onnx.unknown {onnx.name = "V"}) {
  %none = onnx.None : none
  %no_axes = onnx.Constant dense<> : tensor<0xi64> : tensor<0xi64>
  %three = onnx.Constant dense<3> : tensor<1xi64> : tensor<1xi64>
  %cube = onnx.Constant dense<2> : tensor<3xi64> : tensor<3xi64>
  %0 = onnx.ReduceSum %x, %none : (tensor<f32>, none) -> tensor<f32>
  %y = onnx.Expand %0, %three : (tensor<f32>, tensor<1xi64>) -> !onnx.unknown
  %1 = onnx.ReduceSum %z, %no_axes {noop_with_empty_axes = 1 : i64} : (tensor<2x2xf32>, tensor<0xi64>) -> tensor<2x2xf32>
  %v = onnx.Expand %1, %cube : (tensor<2x2xf32>, tensor<3xi64>) -> !onnx.unknown
  return %y, %v : !onnx.unknown, !onnx.unknown
}
