// RUN: cameo run %s --input 'x0=[7, -7, 7, -7]' --input 'x1=[3, 3, -3, -3]' \
// RUN:   --input 'x2=[7, -7, 7, -7]' --input 'x3=[3, 3, -3, -3]' --input 'x4=[-128, 5]' \
// RUN:   --input 'x5=[-1, 0]' --input 'x6=[200]' --input 'x7=[7]' \
// RUN:   --input 'x8=[5.5, -5.5, 5.5, nan, 5, inf]' --input 'x9=[2, 2, -2, 1, inf, 2]' \
// RUN:   --input 'x10=[-4.5]' --input 'x11=[2]' | FileCheck %s

// The sign is the divisor's, with fmod the dividend's; a divisor of 0 does no harm.

// CHECK: y0: tensor<4xi32> [1, 2, -2, -1]
// CHECK: y1: tensor<4xi32> [1, -1, 1, -1]
// CHECK: y2: tensor<2xi8> [0, 0]
// CHECK: y3: tensor<1xui8> [4]
// CHECK: y4: tensor<6xf32> [1.5, -1.5, 1.5, nan, 5, nan]
// CHECK: y5: tensor<1xf16> [-0.5]

func.func @main(%x0: tensor<4xi32> {onnx.name = "x0"},
                %x1: tensor<4xi32> {onnx.name = "x1"},
                %x2: tensor<4xi32> {onnx.name = "x2"},
                %x3: tensor<4xi32> {onnx.name = "x3"},
                %x4: tensor<2xi8> {onnx.name = "x4"},
                %x5: tensor<2xi8> {onnx.name = "x5"},
                %x6: tensor<1xui8> {onnx.name = "x6"},
                %x7: tensor<1xui8> {onnx.name = "x7"},
                %x8: tensor<6xf32> {onnx.name = "x8"},
                %x9: tensor<6xf32> {onnx.name = "x9"},
                %x10: tensor<1xf16> {onnx.name = "x10"},
                %x11: tensor<1xf16> {onnx.name = "x11"})
    -> (tensor<4xi32> {onnx.name = "y0"},
        tensor<4xi32> {onnx.name = "y1"},
        tensor<2xi8> {onnx.name = "y2"},
        tensor<1xui8> {onnx.name = "y3"},
        tensor<6xf32> {onnx.name = "y4"},
        tensor<1xf16> {onnx.name = "y5"}) {
  %0 = onnx.Mod %x0, %x1 : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %1 = onnx.Mod %x2, %x3 {fmod = 1 : i64} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %2 = onnx.Mod %x4, %x5 : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %3 = onnx.Mod %x6, %x7 : (tensor<1xui8>, tensor<1xui8>) -> tensor<1xui8>
  %4 = onnx.Mod %x8, %x9 {fmod = 1 : i64} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
  %5 = onnx.Mod %x10, %x11 {fmod = 1 : i64} : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  return %0, %1, %2, %3, %4, %5 : tensor<4xi32>, tensor<4xi32>, tensor<2xi8>, tensor<1xui8>, tensor<6xf32>, tensor<1xf16>
}
