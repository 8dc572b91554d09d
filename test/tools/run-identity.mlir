// A model without operators: its inputs are its outputs.
// RUN: cameo run %s --input x='[1, -0.5]' --input y='[3, 0]' | FileCheck %s
// CHECK: Y0: tensor<2xf16> [1, -0.5]
// CHECK: Y1: tensor<2xui2> [3, 0]
func.func @main(%x: tensor<2xf16>, %y: tensor<2xui2>) -> (tensor<2xf16>, tensor<2xui2>) {
  return %x, %y : tensor<2xf16>, tensor<2xui2>
}
