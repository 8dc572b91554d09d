// RUN: cameo run %s --input 'x0=[0, -1, 5]' --input 'x1=[0, 65535]' | FileCheck %s

// CHECK: y0: tensor<3xi8> [-1, 0, -6]
// CHECK: y1: tensor<2xui16> [65535, 0]

func.func @main(%x0: tensor<3xi8> {onnx.name = "x0"},
                %x1: tensor<2xui16> {onnx.name = "x1"})
    -> (tensor<3xi8> {onnx.name = "y0"},
        tensor<2xui16> {onnx.name = "y1"}) {
  %0 = onnx.BitwiseNot %x0 : (tensor<3xi8>) -> tensor<3xi8>
  %1 = onnx.BitwiseNot %x1 : (tensor<2xui16>) -> tensor<2xui16>
  return %0, %1 : tensor<3xi8>, tensor<2xui16>
}
