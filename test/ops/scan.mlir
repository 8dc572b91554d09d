// One operand is scanned from its end along its last axis, a result is stacked along the last.
// RUN: cameo run %s --input x='[[1, 2, 3], [4, 5, 6]]' | FileCheck %s
// CHECK: sum: tensor<2xf32> [6, 15]
// CHECK: y: tensor<2x3xf32> {{.*}}3, 5, 6{{.*}}6, 11, 15
func.func @main(%x: tensor<2x?xf32> {onnx.dim_names = ["", "n"]})
    -> (!onnx.unknown {onnx.name = "sum"}, !onnx.unknown {onnx.name = "y"}) {
  %zero = onnx.Constant dense<0.0> : tensor<2xf32> : tensor<2xf32>
  %0:2 = onnx.Scan %zero, %x {num_scan_inputs = 1 : i64, scan_input_axes = array<i64: -1>,
      scan_input_directions = array<i64: 1>, scan_output_axes = array<i64: -1>}
      : (tensor<2xf32>, tensor<2x?xf32>) -> (!onnx.unknown, !onnx.unknown) {
  ^bb0(%s: tensor<2xf32>, %e: tensor<2xf32>):
    %1 = onnx.Add %s, %e : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    onnx.Return %1, %1 : tensor<2xf32>, tensor<2xf32>
  }
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
