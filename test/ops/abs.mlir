// RUN: cameo run %s --input 'x0=[0, -0, 1.5, -1.5, nan, -inf]' --input 'x1=[-2]' \
// RUN:   --input 'x2=[-128, -1, 0, 127]' --input 'x3=[-5]' --input 'x4=[200]' | FileCheck %s

// The smallest integer has no counterpart and stays.

// CHECK: y0: tensor<6xf32> [0, 0, 1.5, 1.5, nan, inf]
// CHECK: y1: tensor<1xf16> [2]
// CHECK: y2: tensor<4xi8> [-128, 1, 0, 127]
// CHECK: y3: tensor<1xi64> [5]
// CHECK: y4: tensor<1xui8> [200]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<1xf16> {onnx.name = "x1"},
                %x2: tensor<4xi8> {onnx.name = "x2"},
                %x3: tensor<1xi64> {onnx.name = "x3"},
                %x4: tensor<1xui8> {onnx.name = "x4"})
    -> (tensor<6xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<4xi8> {onnx.name = "y2"},
        tensor<1xi64> {onnx.name = "y3"},
        tensor<1xui8> {onnx.name = "y4"}) {
  %0 = onnx.Abs %x0 : (tensor<6xf32>) -> tensor<6xf32>
  %1 = onnx.Abs %x1 : (tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.Abs %x2 : (tensor<4xi8>) -> tensor<4xi8>
  %3 = onnx.Abs %x3 : (tensor<1xi64>) -> tensor<1xi64>
  %4 = onnx.Abs %x4 : (tensor<1xui8>) -> tensor<1xui8>
  return %0, %1, %2, %3, %4 : tensor<6xf32>, tensor<1xf16>, tensor<4xi8>, tensor<1xi64>, tensor<1xui8>
}
