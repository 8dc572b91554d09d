// RUN: cameo run %s --input 'x0=[1, 2.5, 0, -0, -1, nan, inf, 1e-37]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, 0.91629{{[0-9]*}}, -inf, -inf, nan, nan, inf, -85.195{{[0-9]*}}]
// CHECK: y1: tensor<2xf16> [-0.6934, nan]
// CHECK: y2: tensor<1xbf16> [-0.69]
// CHECK: y3: tensor<1xf64> [-2.302585092{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Log %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Log %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Log %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Log %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
