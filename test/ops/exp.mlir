// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 100, -200, nan, inf, -inf]' \
// RUN:   --input 'x1=[0.5, -2]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<9xf32> [1, 1, 2.7182{{[0-9]*}}, 0.36787{{[0-9]*}}, inf, 0, nan, inf, 0]
// CHECK: y1: tensor<2xf16> [1.648, 0.1354]
// CHECK: y2: tensor<1xbf16> [1.65]
// CHECK: y3: tensor<1xf64> [1.105170918{{[0-9]*}}]

func.func @main(%x0: tensor<9xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<9xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Exp %x0 : (tensor<9xf32>) -> tensor<9xf32>
  %1 = onnx.Exp %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Exp %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Exp %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<9xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
