// RUN: cameo run %s --input 'x0=[0, 1.5, -1.5, nan, inf, -inf]' --input 'x1=[-2, 2]' \
// RUN:   --input 'x2=[-128, 0, 127]' --input 'x3=[-5, 5]' | FileCheck %s

// CHECK: y0: tensor<6xf32> [0, 1.5, 0, nan, inf, 0]
// CHECK: y1: tensor<2xf16> [0, 2]
// CHECK: y2: tensor<3xi8> [0, 0, 127]
// CHECK: y3: tensor<2xi64> [0, 5]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<3xi8> {onnx.name = "x2"},
                %x3: tensor<2xi64> {onnx.name = "x3"})
    -> (tensor<6xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<3xi8> {onnx.name = "y2"},
        tensor<2xi64> {onnx.name = "y3"}) {
  %0 = onnx.Relu %x0 : (tensor<6xf32>) -> tensor<6xf32>
  %1 = onnx.Relu %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Relu %x2 : (tensor<3xi8>) -> tensor<3xi8>
  %3 = onnx.Relu %x3 : (tensor<2xi64>) -> tensor<2xi64>
  return %0, %1, %2, %3 : tensor<6xf32>, tensor<2xf16>, tensor<3xi8>, tensor<2xi64>
}
