// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 2.5, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' --input 'x4=[1, -1]' --input 'x5=[1, -1]' \
// RUN:   | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, -0, 1, -0.63212{{[0-9]*}}, 2.5, nan, inf, {{-1|-0.9999999[0-9]*}}]
// CHECK: y1: tensor<2xf16> [0.5, -0.8647]
// CHECK: y2: tensor<1xbf16> [0.5]
// CHECK: y3: tensor<1xf64> [0.1]
// CHECK: y4: tensor<2xf32> [1, -0.78693{{[0-9]*}}]
// CHECK: y5: tensor<2xf32> [1, -1.2974{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"},
                %x5: tensor<2xf32> {onnx.name = "x5"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"},
        tensor<2xf32> {onnx.name = "y4"},
        tensor<2xf32> {onnx.name = "y5"}) {
  %0 = onnx.Celu %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Celu %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Celu %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Celu %x3 : (tensor<1xf64>) -> tensor<1xf64>
  %4 = onnx.Celu %x4 {alpha = 2.0 : f32} : (tensor<2xf32>) -> tensor<2xf32>
  %5 = onnx.Celu %x5 {alpha = -2.0 : f32} : (tensor<2xf32>) -> tensor<2xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>, tensor<2xf32>, tensor<2xf32>
}
