// RUN: cameo run %s --input x='[[1, 2], [3, 4], [5, 6]]' --input c='[false, true, true]' | FileCheck %s
// RUN: cameo run %s --input x='[[1, 2], [3, 4], [5, 6]]' --input c='[false, false, false]' | FileCheck %s --check-prefix=NONE
// CHECK: y: tensor<2x2xf32> {{.*}}3, 4{{.*}}5, 6
// CHECK: z: tensor<2xf32> [2, 3]
// NONE: y: tensor<0x2xf32>
func.func @main(%x: tensor<3x2xf32>, %c: tensor<3xi1>)
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "z"}) {
  %y = onnx.Compress %x, %c {axis = -2 : i64} : (tensor<3x2xf32>, tensor<3xi1>) -> !onnx.unknown
  %z = onnx.Compress %x, %c : (tensor<3x2xf32>, tensor<3xi1>) -> !onnx.unknown
  return %y, %z : !onnx.unknown, !onnx.unknown
}
