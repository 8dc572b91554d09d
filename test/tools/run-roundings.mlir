// Conversions round, also where a kernel converts to a type and back.
// RUN: cameo run %s --input x='[1.00390625, 1.01171875, 70000, nan]' | FileCheck %s
// CHECK:      half: tensor<4xf32> [1.0039062, 1.0117188, inf, nan]
// CHECK-NEXT: brain: tensor<4xf32> [1, 1.015625, 70144, nan]
// CHECK-NEXT: twice: tensor<4xf32> [2, 2.03125, 140288, nan]
func.func @main(%x: tensor<4xf32>)
    -> (tensor<4xf32> {onnx.name = "half"}, tensor<4xf32> {onnx.name = "brain"}, tensor<4xf32> {onnx.name = "twice"}) {
  %0 = onnx.Cast %x {to = 10 : i64} : (tensor<4xf32>) -> tensor<4xf16>
  %half = onnx.Cast %0 {to = 1 : i64} : (tensor<4xf16>) -> tensor<4xf32>
  %1 = onnx.Cast %x {to = 16 : i64} : (tensor<4xf32>) -> tensor<4xbf16>
  %brain = onnx.Cast %1 {to = 1 : i64} : (tensor<4xbf16>) -> tensor<4xf32>
  %2 = onnx.Add %1, %1 : (tensor<4xbf16>, tensor<4xbf16>) -> tensor<4xbf16>
  %twice = onnx.Cast %2 {to = 1 : i64} : (tensor<4xbf16>) -> tensor<4xf32>
  return %half, %brain, %twice : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
