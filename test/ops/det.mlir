// A zero pivot, a singular matrix, and one without rows.
// RUN: cameo run %s --input x='[[[0, 2, 1], [1, 1, 0], [3, 0, 4]], [[1, 2, 3], [2, 4, 6], [0, 1, 5]]]' --input e='[]' | FileCheck %s
// CHECK: y: tensor<2xf32> [-11, 0]
// CHECK: z: tensor<f32> 1
func.func @main(%x: tensor<?x3x3xf32> {onnx.dim_names = ["n", "", ""]}, %e: tensor<0x0xf32>)
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "z"}) {
  %y = onnx.Det %x : (tensor<?x3x3xf32>) -> !onnx.unknown
  %z = onnx.Det %e : (tensor<0x0xf32>) -> !onnx.unknown
  return %y, %z : !onnx.unknown, !onnx.unknown
}
