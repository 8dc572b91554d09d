// RUN: cameo run %s --input x='[[1, -2], [0, 0.5]]' | FileCheck %s
// RUN: cameo run %s --input x='[[1, -2], [0, 0.5]]' --device=vulkan | FileCheck %s
// RUN: cameo run %s --input x=random --dim n=0 | FileCheck %s --check-prefix=EMPTY
// CHECK: negated: tensor<2x2xf32> {{.}}[-1, 2], [-0, -0.5]]
// EMPTY: negated: tensor<0x2xf32> []

// The sign is the highest bit. There and back of the same type is nothing.
func.func @main(%x: tensor<?x2xf32> {onnx.name = "x", onnx.dim_names = ["n", ""]})
    -> (!onnx.unknown {onnx.name = "negated"}) {
  %sign = onnx.Constant dense<2147483648> : tensor<1xui32>
  %bits = onnx.BitCast %x {to = 12 : i64} : (tensor<?x2xf32>) -> tensor<?x2xui32>
  %same = onnx.BitCast %bits {to = 12 : i64} : (tensor<?x2xui32>) -> tensor<?x2xui32>
  %other = onnx.BitwiseXor %same, %sign : (tensor<?x2xui32>, tensor<1xui32>) -> tensor<?x2xui32>
  %y = onnx.BitCast %other {to = 1 : i64} : (tensor<?x2xui32>) -> !onnx.unknown
  return %y : !onnx.unknown
}
