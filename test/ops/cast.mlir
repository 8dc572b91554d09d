// RUN: cameo run %s --input 'x0=[1.9, -1.9, 300, -300, nan, inf]' \
// RUN:   --input 'x1=[3000000000, -3000000000, nan, 2147483520]' \
// RUN:   --input 'x2=[-1, 1.5, 5000000000, nan]' --input 'x3=[1e+300, -1e+300]' \
// RUN:   --input 'x4=[inf, 2.5]' --input 'x5=[0, -0, 0.5, nan]' --input 'x6=[256, 0]' \
// RUN:   --input 'x7=[true, false]' --input 'x8=[true, false]' --input 'x9=[300, -1]' \
// RUN:   --input 'x10=[200]' --input 'x11=[-56]' --input 'x12=[18446744073709551615]' \
// RUN:   --input 'x13=[1000000, 1.0009765625, 1.00048828125, nan]' --input 'x14=[1.00390625, 3]' \
// RUN:   --input 'x15=[65504]' --input 'x16=[1.5]' | FileCheck %s

// Floats saturate to integers of 32 and 64 bits, of which narrower ones are the lowest bits;
// NaN becomes the smallest; what is negative wraps to unsigned ones; all but 0 is true.

// CHECK: y0: tensor<6xi8> [1, -1, 44, -44, 0, -1]
// CHECK: y1: tensor<4xi32> [2147483647, -2147483648, -2147483648, 2147483520]
// CHECK: y2: tensor<4xui32> [4294967295, 1, 4294967295, 0]
// CHECK: y3: tensor<2xi64> [9223372036854775807, -9223372036854775808]
// CHECK: y4: tensor<2xui8> [255, 2]
// CHECK: y5: tensor<4xi1> [false, false, true, true]
// CHECK: y6: tensor<2xi1> [true, false]
// CHECK: y7: tensor<2xf16> [1, 0]
// CHECK: y8: tensor<2xi64> [1, 0]
// CHECK: y9: tensor<2xui8> [44, 255]
// CHECK: y10: tensor<1xi64> [200]
// CHECK: y11: tensor<1xi64> [-56]
// CHECK: y12: tensor<1xf32> [1.8446{{[0-9]*}}e+19]
// CHECK: y13: tensor<4xf16> [inf, 1.001, 1, nan]
// CHECK: y14: tensor<2xbf16> [1, 3]
// CHECK: y15: tensor<1xbf16> [65500]
// CHECK: y16: tensor<1xf64> [1.5]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<4xf32> {onnx.name = "x1"},
                %x2: tensor<4xf32> {onnx.name = "x2"},
                %x3: tensor<2xf64> {onnx.name = "x3"},
                %x4: tensor<2xf16> {onnx.name = "x4"},
                %x5: tensor<4xf32> {onnx.name = "x5"},
                %x6: tensor<2xi32> {onnx.name = "x6"},
                %x7: tensor<2xi1> {onnx.name = "x7"},
                %x8: tensor<2xi1> {onnx.name = "x8"},
                %x9: tensor<2xi32> {onnx.name = "x9"},
                %x10: tensor<1xui8> {onnx.name = "x10"},
                %x11: tensor<1xi8> {onnx.name = "x11"},
                %x12: tensor<1xui64> {onnx.name = "x12"},
                %x13: tensor<4xf32> {onnx.name = "x13"},
                %x14: tensor<2xf64> {onnx.name = "x14"},
                %x15: tensor<1xf16> {onnx.name = "x15"},
                %x16: tensor<1xbf16> {onnx.name = "x16"})
    -> (tensor<6xi8> {onnx.name = "y0"},
        tensor<4xi32> {onnx.name = "y1"},
        tensor<4xui32> {onnx.name = "y2"},
        tensor<2xi64> {onnx.name = "y3"},
        tensor<2xui8> {onnx.name = "y4"},
        tensor<4xi1> {onnx.name = "y5"},
        tensor<2xi1> {onnx.name = "y6"},
        tensor<2xf16> {onnx.name = "y7"},
        tensor<2xi64> {onnx.name = "y8"},
        tensor<2xui8> {onnx.name = "y9"},
        tensor<1xi64> {onnx.name = "y10"},
        tensor<1xi64> {onnx.name = "y11"},
        tensor<1xf32> {onnx.name = "y12"},
        tensor<4xf16> {onnx.name = "y13"},
        tensor<2xbf16> {onnx.name = "y14"},
        tensor<1xbf16> {onnx.name = "y15"},
        tensor<1xf64> {onnx.name = "y16"}) {
  %0 = onnx.Cast %x0 {to = 3 : i64} : (tensor<6xf32>) -> tensor<6xi8>
  %1 = onnx.Cast %x1 {to = 6 : i64} : (tensor<4xf32>) -> tensor<4xi32>
  %2 = onnx.Cast %x2 {to = 12 : i64} : (tensor<4xf32>) -> tensor<4xui32>
  %3 = onnx.Cast %x3 {to = 7 : i64} : (tensor<2xf64>) -> tensor<2xi64>
  %4 = onnx.Cast %x4 {to = 2 : i64} : (tensor<2xf16>) -> tensor<2xui8>
  %5 = onnx.Cast %x5 {to = 9 : i64} : (tensor<4xf32>) -> tensor<4xi1>
  %6 = onnx.Cast %x6 {to = 9 : i64} : (tensor<2xi32>) -> tensor<2xi1>
  %7 = onnx.Cast %x7 {to = 10 : i64} : (tensor<2xi1>) -> tensor<2xf16>
  %8 = onnx.Cast %x8 {to = 7 : i64} : (tensor<2xi1>) -> tensor<2xi64>
  %9 = onnx.Cast %x9 {to = 2 : i64} : (tensor<2xi32>) -> tensor<2xui8>
  %10 = onnx.Cast %x10 {to = 7 : i64} : (tensor<1xui8>) -> tensor<1xi64>
  %11 = onnx.Cast %x11 {to = 7 : i64} : (tensor<1xi8>) -> tensor<1xi64>
  %12 = onnx.Cast %x12 {to = 1 : i64} : (tensor<1xui64>) -> tensor<1xf32>
  %13 = onnx.Cast %x13 {to = 10 : i64} : (tensor<4xf32>) -> tensor<4xf16>
  %14 = onnx.Cast %x14 {to = 16 : i64} : (tensor<2xf64>) -> tensor<2xbf16>
  %15 = onnx.Cast %x15 {to = 16 : i64} : (tensor<1xf16>) -> tensor<1xbf16>
  %16 = onnx.Cast %x16 {to = 11 : i64} : (tensor<1xbf16>) -> tensor<1xf64>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16 : tensor<6xi8>, tensor<4xi32>, tensor<4xui32>, tensor<2xi64>, tensor<2xui8>, tensor<4xi1>, tensor<2xi1>, tensor<2xf16>, tensor<2xi64>, tensor<2xui8>, tensor<1xi64>, tensor<1xi64>, tensor<1xf32>, tensor<4xf16>, tensor<2xbf16>, tensor<1xbf16>, tensor<1xf64>
}
