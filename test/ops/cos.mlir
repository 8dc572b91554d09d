// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 2.5, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s
// RUN: cameo run %s --input 'x0=[100, -99.5, 31415.927, 1000, -4000, 8000, 1.5707964, 3e38]' \
// RUN:   --input 'x1=[100, -1000]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s --check-prefix=LARGE
// RUN: cameo run %s --input 'x0=[8388607, 8388608, -1e7, 1e9, -3e20, 32768, 32767, 5.3e37]' \
// RUN:   --input 'x1=[100, -1000]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s --check-prefix=FAR

// CHECK: y0: tensor<8xf32> [1, 1, 0.54030{{[0-9]*}}, 0.54030{{[0-9]*}}, -0.80114{{[0-9]*}}, nan, nan, nan]
// CHECK: y1: tensor<2xf16> [0.8774, -0.4163]
// CHECK: y2: tensor<1xbf16> [0.88]
// CHECK: y3: tensor<1xf64> [0.9950041652{{[0-9]*}}]

// As exact where x is many turns.
// LARGE: y0: tensor<8xf32> [0.86231{{[89][0-9]*}}, 0.51399{{1[34][0-9]*}}, 0.99999{{9[0-9]*}}, 0.56237{{9[0-9]*}}, -0.7299{{4[67][0-9]*}}, 0.0656451{{[0-9]*}}, -4.371{{[0-9]*}}e-08, -0.48429{{[45][0-9]*}}]
// LARGE: y1: tensor<2xf16> [0.8623, 0.5625]
// FAR: y0: tensor<8xf32> [-0.12349{{[0-9]*}}, -0.90175{{[0-9]*}}, -0.90727{{[0-9]*}}, 0.83788{{[0-9]*}}, -0.54636{{[0-9]*}}, 0.37293{{[0-9]*}}, 0.98226{{[0-9]*}}, 0.05834{{[0-9]*}}]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Cos %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Cos %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Cos %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Cos %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
