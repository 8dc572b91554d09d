// RUN: cameo run %s --input 'x0=[0, 1, -1, 50, -20, nan, inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<7xf32> [0, 0.86509{{[0-9]*}}, -0.30340{{[0-9]*}}, {{50|49.99999[0-9]*}}, -4.1223{{[0-9]*}}e-08, nan, inf]
// CHECK: y1: tensor<2xf16> [0.3752, -0.2524]
// CHECK: y2: tensor<1xbf16> [0.375]
// CHECK: y3: tensor<1xf64> [0.06317941749{{[0-9]*}}]

func.func @main(%x0: tensor<7xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<7xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Mish %x0 : (tensor<7xf32>) -> tensor<7xf32>
  %1 = onnx.Mish %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Mish %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Mish %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<7xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
