// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 2.5, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' --input 'x4=[0, -0.5, -1, -2]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, 0, 0, 0, 2.5, 0, inf, 0]
// CHECK: y1: tensor<2xf16> [0, 0]
// CHECK: y2: tensor<1xbf16> [0]
// CHECK: y3: tensor<1xf64> [0]
// CHECK: y4: tensor<4xf32> [0, -0.5, 0, 0]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"},
                %x4: tensor<4xf32> {onnx.name = "x4"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"},
        tensor<4xf32> {onnx.name = "y4"}) {
  %0 = onnx.ThresholdedRelu %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.ThresholdedRelu %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.ThresholdedRelu %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.ThresholdedRelu %x3 : (tensor<1xf64>) -> tensor<1xf64>
  %4 = onnx.ThresholdedRelu %x4 {alpha = -1.0 : f32} : (tensor<4xf32>) -> tensor<4xf32>
  return %0, %1, %2, %3, %4 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>, tensor<4xf32>
}
