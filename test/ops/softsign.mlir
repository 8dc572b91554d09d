// RUN: cameo run %s --input 'x0=[0, -0, 1, -3, nan]' --input 'x1=[0.5, -2]' --input 'x2=[0.5]' \
// RUN:   --input 'x3=[0.1]' | FileCheck %s

// CHECK: y0: tensor<5xf32> [0, -0, 0.5, -0.75, nan]
// CHECK: y1: tensor<2xf16> [0.3333, -0.6665]
// CHECK: y2: tensor<1xbf16> [0.334]
// CHECK: y3: tensor<1xf64> [0.09090909090{{[0-9]*}}]

func.func @main(%x0: tensor<5xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<5xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Softsign %x0 : (tensor<5xf32>) -> tensor<5xf32>
  %1 = onnx.Softsign %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Softsign %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Softsign %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<5xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
