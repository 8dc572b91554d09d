// RUN: cameo run %s --input x='[1, -0, nan]' --input y='[-1, 7]' | FileCheck %s
// CHECK: a: tensor<3xi32> [1065353216, -2147483648, 2143289344]
// CHECK: b: tensor<2xui8> [255, 7]
func.func @main(%x: tensor<?xf32> {onnx.dim_names = ["n"]}, %y: tensor<2xi8>)
    -> (!onnx.unknown {onnx.name = "a"}, !onnx.unknown {onnx.name = "b"}) {
  %a = onnx.BitCast %x {to = 6 : i64} : (tensor<?xf32>) -> !onnx.unknown
  %b = onnx.BitCast %y {to = 2 : i64} : (tensor<2xi8>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
