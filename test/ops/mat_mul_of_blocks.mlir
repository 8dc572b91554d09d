// Weights of four bits that DequantizeLinear scales by blocks stay packed in a product.
// RUN: cameo run %s --input x=random | FileCheck %s
// RUN: cameo-opt %s --onnx-infer-shapes --onnx-decompose | FileCheck %s --check-prefix=PACKED
// PACKED-COUNT-2: onnx.microsoft.BlockProduct
// CHECK: signed: tensor<2x3xf32> {{\[}}[72, 144, 240], [72, 144, 240]]
// CHECK-NEXT: unsigned: tensor<2x3xf32> {{\[}}[16, 80, 0], [16, 80, 0]]
func.func @main(%x: tensor<2x32xf32> {onnx.name = "x"})
    -> (!onnx.unknown {onnx.name = "signed"}, !onnx.unknown {onnx.name = "unsigned"}) {
  %none = onnx.None : none
  %zero = onnx.Sub %x, %x : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %one = onnx.Exp %zero : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %w = onnx.Constant dense<3> : tensor<32x3xi4>
  %s = onnx.Constant dense<[[1.0, 2.0, 3.0], [0.5, 1.0, 2.0]]> : tensor<2x3xf32>
  %0 = onnx.DequantizeLinear %w, %s, %none {axis = 0 : i64, block_size = 16 : i64} : (tensor<32x3xi4>, tensor<2x3xf32>, none) -> tensor<*xf32>
  %1 = onnx.MatMul %one, %0 : (tensor<2x32xf32>, tensor<*xf32>) -> !onnx.unknown
  %v = onnx.Constant dense<9> : tensor<3x32xui4>
  %t = onnx.Constant dense<1.0> : tensor<3x2xf32>
  %z = onnx.Constant dense<[[8, 9], [7, 6], [9, 9]]> : tensor<3x2xui4>
  %2 = onnx.DequantizeLinear %v, %t, %z {axis = 1 : i64, block_size = 16 : i64} : (tensor<3x32xui4>, tensor<3x2xf32>, tensor<3x2xui4>) -> tensor<*xf32>
  %3 = onnx.Transpose %2 {perm = array<i64: 1, 0>} : (tensor<*xf32>) -> tensor<*xf32>
  %4 = onnx.MatMul %one, %3 : (tensor<2x32xf32>, tensor<*xf32>) -> !onnx.unknown
  return %1, %4 : !onnx.unknown, !onnx.unknown
}
