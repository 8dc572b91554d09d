// RUN: cameo run %s --input 'x0=[1, 2.5, 0.5, nan, inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<5xf32> [0, 1.5667{{[0-9]*}}, nan, nan, inf]
// CHECK: y1: tensor<2xf16> [nan, nan]
// CHECK: y2: tensor<1xbf16> [nan]
// CHECK: y3: tensor<1xf64> [nan]

func.func @main(%x0: tensor<5xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<5xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Acosh %x0 : (tensor<5xf32>) -> tensor<5xf32>
  %1 = onnx.Acosh %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Acosh %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Acosh %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<5xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
