// RUN: cameo run %s --input 'A=[[1, 1, 1]]' --input 'I=[1, -2]' | FileCheck %s

// The bytes 0x21 and 0x43 are 1, 2 and 3, the fourth is padding; 0x98 and 0x0A are
// 8, 9 and 10. The scales of blocks of two are 1 and 10, 2 and 0.5.
// Without zero points, 8 is 0: -7 - 6 + 10 * -5, and 0 + 2 + 0.5 * 2, plus the bias.
// CHECK: Y0: tensor<1x2xf32> {{\[\[}}-62, 3]]
// Zero points of 1 and 3, 8 and 10.
// CHECK: Y1: tensor<1x2xf32> {{\[\[}}1, 2]]
// Bytes: 33 and 67 less 128, a block each.
// CHECK: Y2: tensor<1x2xf32> {{\[\[}}-705, -11]]
// CHECK: Y3: tensor<2x4xf32> {{\[\[}}0, 2, 1, -4], [-7, -6, -50, -40]]
// CHECK: Y4: tensor<2x4xf32> {{\[\[}}0, 2, 0, -5], [0, 1, 0, 10]]
func.func @main(%a: tensor<?x3xf32> {onnx.name = "A", onnx.dims = ["M", ""]}, %i: tensor<2xi64> {onnx.name = "I"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"},
        !onnx.unknown {onnx.name = "Y3"}, !onnx.unknown {onnx.name = "Y4"}) {
  %none = onnx.None : none
  %b = onnx.Constant dense<[[[0x21], [0x43]], [[0x98], [0x0A]]]> : tensor<2x2x1xui8> : tensor<2x2x1xui8>
  %table = onnx.Constant dense<[[0x21, 0x43], [0x98, 0x0A]]> : tensor<2x2xui8> : tensor<2x2xui8>
  %scales = onnx.Constant dense<[[1.0, 10.0], [2.0, 0.5]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %zeros = onnx.Constant dense<[[0x31], [0xA8]]> : tensor<2x1xui8> : tensor<2x1xui8>
  %bias = onnx.Constant dense<[1.0, 0.0]> : tensor<2xf32> : tensor<2xf32>
  %0 = onnx.microsoft.MatMulNBits %a, %b, %scales, %none, %none, %bias {K = 3 : i64, N = 2 : i64, block_size = 2 : i64} : (tensor<?x3xf32>, tensor<2x2x1xui8>, tensor<2x2xf32>, none, none, tensor<2xf32>) -> !onnx.unknown
  %1 = onnx.microsoft.MatMulNBits %a, %b, %scales, %zeros, %none, %none {K = 3 : i64, N = 2 : i64, block_size = 2 : i64} : (tensor<?x3xf32>, tensor<2x2x1xui8>, tensor<2x2xf32>, tensor<2x1xui8>, none, none) -> !onnx.unknown
  %two = onnx.Constant dense<1.0> : tensor<1x2xf32> : tensor<1x2xf32>
  %2 = onnx.microsoft.MatMulNBits %two, %b, %scales, %none, %none, %none {K = 2 : i64, N = 2 : i64, bits = 8 : i64, block_size = 1 : i64} : (tensor<1x2xf32>, tensor<2x2x1xui8>, tensor<2x2xf32>, none, none, none) -> !onnx.unknown
  %3 = onnx.microsoft.GatherBlockQuantized %table, %i, %scales, %none {block_size = 2 : i64} : (tensor<2x2xui8>, tensor<2xi64>, tensor<2x2xf32>, none) -> !onnx.unknown
  %4 = onnx.microsoft.GatherBlockQuantized %table, %i, %scales, %zeros {block_size = 2 : i64} : (tensor<2x2xui8>, tensor<2xi64>, tensor<2x2xf32>, tensor<2x1xui8>) -> !onnx.unknown
  return %0, %1, %2, %3, %4 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
