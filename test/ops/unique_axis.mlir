// Columns that are equal become one; the operand's other dimension is symbolic.
// RUN: cameo run %s --input x='[[2, 1, 2, 1], [5, 6, 5, 4]]' | FileCheck %s
// CHECK: y: tensor<2x3xui8> {{.*}}1, 1, 2{{.*}}4, 6, 5
// CHECK: inverse: tensor<4xi64> [2, 1, 2, 0]
func.func @main(%x: tensor<?x4xui8> {onnx.dim_names = ["n", ""]})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "inverse"}) {
  %y, %first, %inverse, %counts = onnx.Unique %x {axis = -1 : i64}
      : (tensor<?x4xui8>) -> (!onnx.unknown, none, !onnx.unknown, none)
  return %y, %inverse : !onnx.unknown, !onnx.unknown
}
