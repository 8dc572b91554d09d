// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 2.5, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, -0, 0.76159{{[0-9]*}}, -0.76159{{[0-9]*}}, 0.98661{{[0-9]*}}, nan, {{(1|0.999999[0-9]*), -(1|0.999999[0-9]*)}}]
// CHECK: y1: tensor<2xf16> [0.4622, -0.964]
// CHECK: y2: tensor<1xbf16> [0.463]
// CHECK: y3: tensor<1xf64> [0.09966799462{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Tanh %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Tanh %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Tanh %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Tanh %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
