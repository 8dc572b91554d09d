// RUN: cameo run %s --input 'x0=[0, 1, -1, 100, -20, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0.5, 0.73105{{[0-9]*}}, 0.26894{{[0-9]*}}, 1, 2.0611{{[0-9]*}}e-09, nan, 1, 0]
// CHECK: y1: tensor<2xf16> [0.6226, 0.1192]
// CHECK: y2: tensor<1xbf16> [0.62]
// CHECK: y3: tensor<1xf64> [0.5249791874{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Sigmoid %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Sigmoid %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Sigmoid %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Sigmoid %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
