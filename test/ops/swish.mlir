// RUN: cameo run %s --input 'x0=[0, 1, -1, 100, -20, nan, inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' --input 'x4=[1, -1]' | FileCheck %s

// CHECK: y0: tensor<7xf32> [0, 0.73105{{[0-9]*}}, -0.26894{{[0-9]*}}, 100, -4.1223{{[0-9]*}}e-08, nan, inf]
// CHECK: y1: tensor<2xf16> [0.3113, -0.2384]
// CHECK: y2: tensor<1xbf16> [0.31]
// CHECK: y3: tensor<1xf64> [0.05249791874{{[0-9]*}}]
// CHECK: y4: tensor<2xf32> [0.88079{{[0-9]*}}, -0.11920{{[0-9]*}}]

func.func @main(%x0: tensor<7xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"})
    -> (tensor<7xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"},
        tensor<2xf32> {onnx.name = "y4"}) {
  %0 = onnx.Swish %x0 : (tensor<7xf32>) -> tensor<7xf32>
  %1 = onnx.Swish %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Swish %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Swish %x3 : (tensor<1xf64>) -> tensor<1xf64>
  %4 = onnx.Swish %x4 {alpha = 2.0 : f32} : (tensor<2xf32>) -> tensor<2xf32>
  return %0, %1, %2, %3, %4 : tensor<7xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>, tensor<2xf32>
}
