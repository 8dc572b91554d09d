// RUN: cameo run %s --input 'x0=[0, 1, -1, 3, 4, -4, nan, inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, 0.66666{{[0-9]*}}, -0.33333{{[0-9]*}}, 3, 4, -0, nan, inf]
// CHECK: y1: tensor<2xf16> [0.2917, -0.3333]
// CHECK: y2: tensor<1xbf16> [0.291]
// CHECK: y3: tensor<1xf64> [0.05166666666{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.HardSwish %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.HardSwish %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.HardSwish %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.HardSwish %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
