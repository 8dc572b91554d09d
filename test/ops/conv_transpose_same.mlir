// RUN: cameo run %s --input 'X=[[[1,2]]]' | FileCheck %s

// Where the stride is greater than the kernel, SAME adds nothing at the end.
// CHECK: Y: tensor<1x1x4xf32> {{\[\[\[}}1, 0, 0, 2]]]
func.func @main(%x: tensor<1x1x2xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %w = onnx.Constant dense<1.0> : tensor<1x1x1xf32> : tensor<1x1x1xf32>
  %none = onnx.None : none
  %y = onnx.ConvTranspose %x, %w, %none {auto_pad = "SAME_UPPER", strides = array<i64: 3>} : (tensor<1x1x2xf32>, tensor<1x1x1xf32>, none) -> !onnx.unknown
  return %y : !onnx.unknown
}
