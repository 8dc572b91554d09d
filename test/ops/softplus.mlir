// RUN: cameo run %s --input 'x0=[0, 1, -1, 100, -20, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s

// Neither overflows for large x nor loses the tail for small x.

// CHECK: y0: tensor<8xf32> [0.69314{{[0-9]*}}, 1.3132{{[0-9]*}}, 0.31326{{[0-9]*}}, 100, 2.0611{{[0-9]*}}e-09, nan, inf, 0]
// CHECK: y1: tensor<2xf16> [0.974, 0.127]
// CHECK: y2: tensor<1xbf16> [0.973]
// CHECK: y3: tensor<1xf64> [0.7443966600{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Softplus %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Softplus %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Softplus %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Softplus %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
