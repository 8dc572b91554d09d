// RUN: cameo run %s --input 'x0=[0, -0, 1.5, -1.5, nan, -inf]' --input 'x1=[-2]' \
// RUN:   --input 'x2=[-128, -1, 0, 127]' --input 'x3=[200, 0]' | FileCheck %s

// CHECK: y0: tensor<6xf32> [0, 0, 1, -1, nan, -1]
// CHECK: y1: tensor<1xf16> [-1]
// CHECK: y2: tensor<4xi8> [-1, -1, 0, 1]
// CHECK: y3: tensor<2xui8> [1, 0]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<1xf16> {onnx.name = "x1"},
                %x2: tensor<4xi8> {onnx.name = "x2"},
                %x3: tensor<2xui8> {onnx.name = "x3"})
    -> (tensor<6xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<4xi8> {onnx.name = "y2"},
        tensor<2xui8> {onnx.name = "y3"}) {
  %0 = onnx.Sign %x0 : (tensor<6xf32>) -> tensor<6xf32>
  %1 = onnx.Sign %x1 : (tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.Sign %x2 : (tensor<4xi8>) -> tensor<4xi8>
  %3 = onnx.Sign %x3 : (tensor<2xui8>) -> tensor<2xui8>
  return %0, %1, %2, %3 : tensor<6xf32>, tensor<1xf16>, tensor<4xi8>, tensor<2xui8>
}
