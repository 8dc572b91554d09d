// RUN: cameo run %s --input 'x0=[1, -0, nan, -inf]' \
// RUN:   --input 'x1=[1065353216, -2147483648, 2143289344, 1]' --input 'x2=[1, -0]' \
// RUN:   --input 'x3=[4607182418800017408, 9223372036854775808]' --input 'x4=[1, -2]' \
// RUN:   --input 'x5=[15360, 1]' --input 'x6=[1, -0]' --input 'x7=[16256, -32768]' \
// RUN:   --input 'x8=[1, -2]' --input 'x9=[1, -0]' --input 'x10=[60, -68]' \
// RUN:   --input 'x11=[127, 128, 255]' --input 'x12=[-1, -8, 7]' --input 'x13=[9, 15, 7]' \
// RUN:   --input 'x14=[-6, 0.5, -0]' --input 'x15=[-1, 1, -8]' --input 'x16=[-1, -2, 1]' \
// RUN:   --input 'x17=[4294967295]' --input 'x18=[true, false]' --input 'x19=[1, 2, 0]' | FileCheck %s

// The bits stay as they are, NaN's too; a bool is a byte.

// CHECK: y0: tensor<4xi32> [1065353216, -2147483648, 2143289344, -8388608]
// CHECK: y1: tensor<4xf32> [1, -0, nan, 1e-45]
// CHECK: y2: tensor<2xi64> [4607182418800017408, -9223372036854775808]
// CHECK: y3: tensor<2xf64> [1, -0]
// CHECK: y4: tensor<2xi16> [15360, -16384]
// CHECK: y5: tensor<2xf16> [1, 6e-08]
// CHECK: y6: tensor<2xui16> [16256, 32768]
// CHECK: y7: tensor<2xbf16> [1, -0]
// CHECK: y8: tensor<2xbf16> [0.0078, -2]
// CHECK: y9: tensor<2xui8> [56, 128]
// CHECK: y10: tensor<2xf8E5M2> [1, -1]
// CHECK: y11: tensor<3xf8E8M0FNU> [1, 2, nan]
// CHECK: y12: tensor<3xui4> [15, 8, 7]
// CHECK: y13: tensor<3xi4> [-7, -1, 7]
// CHECK: y14: tensor<3xi4> [-1, 1, -8]
// CHECK: y15: tensor<3xf4E2M1FN> [-6, 0.5, -0]
// CHECK: y16: tensor<3xui2> [3, 2, 1]
// CHECK: y17: tensor<1xi32> [-1]
// CHECK: y18: tensor<2xui8> [1, 0]
// CHECK: y19: tensor<3xi1> [true, true, false]

func.func @main(%x0: tensor<4xf32> {onnx.name = "x0"},
                %x1: tensor<4xi32> {onnx.name = "x1"},
                %x2: tensor<2xf64> {onnx.name = "x2"},
                %x3: tensor<2xui64> {onnx.name = "x3"},
                %x4: tensor<2xf16> {onnx.name = "x4"},
                %x5: tensor<2xui16> {onnx.name = "x5"},
                %x6: tensor<2xbf16> {onnx.name = "x6"},
                %x7: tensor<2xi16> {onnx.name = "x7"},
                %x8: tensor<2xf16> {onnx.name = "x8"},
                %x9: tensor<2xf8E4M3FN> {onnx.name = "x9"},
                %x10: tensor<2xi8> {onnx.name = "x10"},
                %x11: tensor<3xui8> {onnx.name = "x11"},
                %x12: tensor<3xi4> {onnx.name = "x12"},
                %x13: tensor<3xui4> {onnx.name = "x13"},
                %x14: tensor<3xf4E2M1FN> {onnx.name = "x14"},
                %x15: tensor<3xi4> {onnx.name = "x15"},
                %x16: tensor<3xi2> {onnx.name = "x16"},
                %x17: tensor<1xui32> {onnx.name = "x17"},
                %x18: tensor<2xi1> {onnx.name = "x18"},
                %x19: tensor<3xui8> {onnx.name = "x19"})
    -> (tensor<4xi32> {onnx.name = "y0"},
        tensor<4xf32> {onnx.name = "y1"},
        tensor<2xi64> {onnx.name = "y2"},
        tensor<2xf64> {onnx.name = "y3"},
        tensor<2xi16> {onnx.name = "y4"},
        tensor<2xf16> {onnx.name = "y5"},
        tensor<2xui16> {onnx.name = "y6"},
        tensor<2xbf16> {onnx.name = "y7"},
        tensor<2xbf16> {onnx.name = "y8"},
        tensor<2xui8> {onnx.name = "y9"},
        tensor<2xf8E5M2> {onnx.name = "y10"},
        tensor<3xf8E8M0FNU> {onnx.name = "y11"},
        tensor<3xui4> {onnx.name = "y12"},
        tensor<3xi4> {onnx.name = "y13"},
        tensor<3xi4> {onnx.name = "y14"},
        tensor<3xf4E2M1FN> {onnx.name = "y15"},
        tensor<3xui2> {onnx.name = "y16"},
        tensor<1xi32> {onnx.name = "y17"},
        tensor<2xui8> {onnx.name = "y18"},
        tensor<3xi1> {onnx.name = "y19"}) {
  %y0 = onnx.BitCast %x0 {to = 6 : i64} : (tensor<4xf32>) -> tensor<4xi32>
  %y1 = onnx.BitCast %x1 {to = 1 : i64} : (tensor<4xi32>) -> tensor<4xf32>
  %y2 = onnx.BitCast %x2 {to = 7 : i64} : (tensor<2xf64>) -> tensor<2xi64>
  %y3 = onnx.BitCast %x3 {to = 11 : i64} : (tensor<2xui64>) -> tensor<2xf64>
  %y4 = onnx.BitCast %x4 {to = 5 : i64} : (tensor<2xf16>) -> tensor<2xi16>
  %y5 = onnx.BitCast %x5 {to = 10 : i64} : (tensor<2xui16>) -> tensor<2xf16>
  %y6 = onnx.BitCast %x6 {to = 4 : i64} : (tensor<2xbf16>) -> tensor<2xui16>
  %y7 = onnx.BitCast %x7 {to = 16 : i64} : (tensor<2xi16>) -> tensor<2xbf16>
  %y8 = onnx.BitCast %x8 {to = 16 : i64} : (tensor<2xf16>) -> tensor<2xbf16>
  %y9 = onnx.BitCast %x9 {to = 2 : i64} : (tensor<2xf8E4M3FN>) -> tensor<2xui8>
  %y10 = onnx.BitCast %x10 {to = 19 : i64} : (tensor<2xi8>) -> tensor<2xf8E5M2>
  %y11 = onnx.BitCast %x11 {to = 24 : i64} : (tensor<3xui8>) -> tensor<3xf8E8M0FNU>
  %y12 = onnx.BitCast %x12 {to = 21 : i64} : (tensor<3xi4>) -> tensor<3xui4>
  %y13 = onnx.BitCast %x13 {to = 22 : i64} : (tensor<3xui4>) -> tensor<3xi4>
  %y14 = onnx.BitCast %x14 {to = 22 : i64} : (tensor<3xf4E2M1FN>) -> tensor<3xi4>
  %y15 = onnx.BitCast %x15 {to = 23 : i64} : (tensor<3xi4>) -> tensor<3xf4E2M1FN>
  %y16 = onnx.BitCast %x16 {to = 25 : i64} : (tensor<3xi2>) -> tensor<3xui2>
  %y17 = onnx.BitCast %x17 {to = 6 : i64} : (tensor<1xui32>) -> tensor<1xi32>
  %y18 = onnx.BitCast %x18 {to = 2 : i64} : (tensor<2xi1>) -> tensor<2xui8>
  %y19 = onnx.BitCast %x19 {to = 9 : i64} : (tensor<3xui8>) -> tensor<3xi1>
  return %y0, %y1, %y2, %y3, %y4, %y5, %y6, %y7, %y8, %y9, %y10, %y11, %y12, %y13, %y14, %y15, %y16, %y17, %y18, %y19
      : tensor<4xi32>, tensor<4xf32>, tensor<2xi64>, tensor<2xf64>, tensor<2xi16>, tensor<2xf16>, tensor<2xui16>, tensor<2xbf16>, tensor<2xbf16>, tensor<2xui8>, tensor<2xf8E5M2>, tensor<3xf8E8M0FNU>, tensor<3xui4>, tensor<3xi4>, tensor<3xi4>, tensor<3xf4E2M1FN>, tensor<3xui2>, tensor<1xi32>, tensor<2xui8>, tensor<3xi1>
}
