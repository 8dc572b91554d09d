// RUN: cameo run %s --input 'x0=[0, -0, 1, -1, 2.5, nan, inf, -inf]' --input 'x1=[0.5, -2]' \
// RUN:   --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s
// RUN: cameo run %s --input 'x0=[100, -99.5, 31415.927, 1000, -4000, 8000, 3.1415927, 3e38]' \
// RUN:   --input 'x1=[100, -1000]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s --check-prefix=LARGE
// RUN: cameo run %s --input 'x0=[8388607, 8388608, -1e7, 1e9, -3e20, 32768, 32767, 5.3e37]' \
// RUN:   --input 'x1=[65504, 40000]' --input 'x2=[0.5]' --input 'x3=[0.1]' | FileCheck %s --check-prefix=FAR

// CHECK: y0: tensor<8xf32> [0, -0, 0.84147{{[0-9]*}}, -0.84147{{[0-9]*}}, 0.59847{{[0-9]*}}, nan, nan, nan]
// CHECK: y1: tensor<2xf16> [0.4795, -0.909]
// CHECK: y2: tensor<1xbf16> [0.479]
// CHECK: y3: tensor<1xf64> [0.09983341664{{[0-9]*}}]

// As exact where x is many turns.
// LARGE: y0: tensor<8xf32> [-0.506365{{[67][0-9]*}}, 0.85779{{5[34][0-9]*}}, 0.00119{{8[0-9]*}}, 0.82687{{9[0-9]*}}, 0.68350{{3[0-9]*}}, 0.9978{{4[23][0-9]*}}, -8.742{{[0-9]*}}e-08, 0.87490{{[45][0-9]*}}]
// LARGE: y1: tensor<2xf16> [-0.5063, -0.8267]
// FAR: y0: tensor<8xf32> [0.99234{{[0-9]*}}, 0.43224{{[0-9]*}}, -0.42054{{[0-9]*}}, 0.54584{{[0-9]*}}, -0.83754{{[0-9]*}}, 0.92785{{[0-9]*}}, 0.18750{{[0-9]*}}, 0.99829{{[0-9]*}}]
// FAR: y1: tensor<2xf16> [0.9756, 0.947]

func.func @main(%x0: tensor<8xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xf64> {onnx.name = "x3"})
    -> (tensor<8xf32> {onnx.name = "y0"},
        tensor<2xf16> {onnx.name = "y1"},
        tensor<1xbf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"}) {
  %0 = onnx.Sin %x0 : (tensor<8xf32>) -> tensor<8xf32>
  %1 = onnx.Sin %x1 : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Sin %x2 : (tensor<1xbf16>) -> tensor<1xbf16>
  %3 = onnx.Sin %x3 : (tensor<1xf64>) -> tensor<1xf64>
  return %0, %1, %2, %3 : tensor<8xf32>, tensor<2xf16>, tensor<1xbf16>, tensor<1xf64>
}
