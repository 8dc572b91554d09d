// RUN: cameo run %s | FileCheck %s
// Weights of less than a byte an element, with whatever their bytes have above it.
// CHECK: i4: tensor<4xf32> [-8, -1, 7, -7]
// CHECK: ui4: tensor<4xf32> [8, 15, 7, 9]
// CHECK: i2: tensor<4xi2> [-2, -1, 1, 0]
// CHECK: short: tensor<4xf32> [-8, -1, 7, -7]
func.func @main() -> (tensor<4xf32> {onnx.name = "i4"}, tensor<4xf32> {onnx.name = "ui4"},
                      tensor<4xi2> {onnx.name = "i2"}, tensor<4xf32> {onnx.name = "short"}) {
  %0 = onnx.Constant dense_resource<i4> : tensor<4xi4>
  %1 = onnx.Constant dense_resource<ui4> : tensor<4xui4>
  %2 = onnx.Constant dense_resource<i2> : tensor<4xi2>
  %3 = onnx.Constant dense<[-8, -1, 7, -7]> : tensor<4xi4>
  %4 = onnx.Cast %0 {to = 1 : i64} : (tensor<4xi4>) -> tensor<4xf32>
  %5 = onnx.Cast %1 {to = 1 : i64} : (tensor<4xui4>) -> tensor<4xf32>
  %6 = onnx.Cast %3 {to = 1 : i64} : (tensor<4xi4>) -> tensor<4xf32>
  return %4, %5, %2, %6 : tensor<4xf32>, tensor<4xf32>, tensor<4xi2>, tensor<4xf32>
}

{-#
  dialect_resources: {
    builtin: {
      i4: "0x01000000080F07F9",
      ui4: "0x0100000008FF07F9",
      i2: "0x010000000203FD00"
    }
  }
#-}
