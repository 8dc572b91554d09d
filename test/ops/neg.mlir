// RUN: cameo run %s --input 'x0=[0, -0, 1.5, nan, -inf]' --input 'x1=[2]' \
// RUN:   --input 'x2=[-128, -1, 0, 127]' --input 'x3=[5]' | FileCheck %s

// CHECK: y0: tensor<5xf32> [-0, 0, -1.5, nan, inf]
// CHECK: y1: tensor<1xbf16> [-2]
// CHECK: y2: tensor<4xi8> [-128, 1, 0, -127]
// CHECK: y3: tensor<1xi64> [-5]

func.func @main(%x0: tensor<5xf32> {onnx.name = "x0"},
                %x1: tensor<1xbf16> {onnx.name = "x1"},
                %x2: tensor<4xi8> {onnx.name = "x2"},
                %x3: tensor<1xi64> {onnx.name = "x3"})
    -> (tensor<5xf32> {onnx.name = "y0"},
        tensor<1xbf16> {onnx.name = "y1"},
        tensor<4xi8> {onnx.name = "y2"},
        tensor<1xi64> {onnx.name = "y3"}) {
  %0 = onnx.Neg %x0 : (tensor<5xf32>) -> tensor<5xf32>
  %1 = onnx.Neg %x1 : (tensor<1xbf16>) -> tensor<1xbf16>
  %2 = onnx.Neg %x2 : (tensor<4xi8>) -> tensor<4xi8>
  %3 = onnx.Neg %x3 : (tensor<1xi64>) -> tensor<1xi64>
  return %0, %1, %2, %3 : tensor<5xf32>, tensor<1xbf16>, tensor<4xi8>, tensor<1xi64>
}
