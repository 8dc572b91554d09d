// RUN: cameo run %s --input 'x0=[0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.4, 2.6, nan, inf, -inf]' \
// RUN:   --input 'x1=[0.5, -2]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// Halves go to the even neighbour.

// CHECK: y0: tensor<11xf32> [0, 2, 2, -0, -2, -2, 0, 3, nan, inf, -inf]
// CHECK: y1: tensor<2xf16> [0, -2]
// CHECK: y2: tensor<1xbf16> [0]
// CHECK: y3: tensor<1xf64> [0]

func.func @main(%x0: tensor<11xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<11xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Round %x0 : (tensor<11xf32>) -> tensor<11xf32>
  %1 = onnx.Round %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Round %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Round %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<11xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
