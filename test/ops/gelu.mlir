// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 5, -3, nan, inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' --input 'x4=[0, 1, -1, 2, nan]' | FileCheck %s

// CHECK: y0: tensor<8xf32> [0, -0, 0.84134{{[0-9]*}}, -0.15865{{[0-9]*}}, 4.9999{{[0-9]*}}, -0.00404{{[0-9]*}}, nan, inf]
// CHECK: y1: tensor<2xf16> [0.3457, -0.0455]
// CHECK: y2: tensor<1xbf16> [0.346]
// CHECK: y3: tensor<1xf64> [0.05398278372{{[0-9]*}}]
// CHECK: y4: tensor<5xf32> [0, 0.84119{{[0-9]*}}, -0.15880{{[0-9]*}}, 1.9545{{[0-9]*}}, nan]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"},
                %x4: tensor<5xf32> {onnx.name = "x4"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"},
        tensor<5xf32> {onnx.name = "y4"}) {
  %0 = onnx.Gelu %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Gelu %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Gelu %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Gelu %x3 : (tensor<1xf64>) -> tensor<1xf64>
  %4 = onnx.Gelu %x4 {approximate = "tanh"} : (tensor<5xf32>) -> tensor<5xf32>
  return %0, %1, %2, %3, %4 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>, tensor<5xf32>
}
