// RUN: cameo run %s --input 'x0=[1.9, -1.9]' --input 'x1=[0, 0, 0]' | FileCheck %s

// CHECK: y0: tensor<2xui8> [1, 255]

func.func @main(%x0: tensor<2xf32> {onnx.name = "x0"},
                %x1: tensor<3xui8> {onnx.name = "x1"})
    -> (tensor<2xui8> {onnx.name = "y0"}) {
  %0 = onnx.CastLike %x0, %x1 : (tensor<2xf32>, tensor<3xui8>) -> tensor<2xui8>
  return %0 : tensor<2xui8>
}
