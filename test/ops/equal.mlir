// RUN: cameo run %s --input 'x0=[0, 1, nan, inf]' --input 'x1=[-0, 2, nan, inf]' \
// RUN:   --input 'x2=[1]' --input 'x3=[1]' --input 'x4=[-1, 5, 5]' --input 'x5=[1, 5, 4]' \
// RUN:   --input 'x6=[200, 5]' --input 'x7=[100, 5]' --input 'x8=[-1]' --input 'x9=[1]' \
// RUN:   --input 'x10=[[1], [2]]' --input 'x11=[1, 2]' --input 'x12=[false, true]' \
// RUN:   --input 'x13=[true, true]' | FileCheck %s

// CHECK: y0: tensor<4xi1> [true, false, false, true]
// CHECK: y1: tensor<1xi1> [true]
// CHECK: y2: tensor<3xi1> [false, true, false]
// CHECK: y3: tensor<2xi1> [false, true]
// CHECK: y4: tensor<1xi1> [false]
// CHECK: y5: tensor<2x2xi1> {{\[\[}}true, false], [false, true]]
// CHECK: y6: tensor<2xi1> [false, true]

func.func @main(%x0: tensor<4xf32> {onnx.name = "x0"},
                %x1: tensor<4xf32> {onnx.name = "x1"},
                %x2: tensor<1xf16> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<3xi8> {onnx.name = "x4"},
                %x5: tensor<3xi8> {onnx.name = "x5"},
                %x6: tensor<2xui8> {onnx.name = "x6"},
                %x7: tensor<2xui8> {onnx.name = "x7"},
                %x8: tensor<1xi64> {onnx.name = "x8"},
                %x9: tensor<1xi64> {onnx.name = "x9"},
                %x10: tensor<2x1xi32> {onnx.name = "x10"},
                %x11: tensor<2xi32> {onnx.name = "x11"},
                %x12: tensor<2xi1> {onnx.name = "x12"},
                %x13: tensor<2xi1> {onnx.name = "x13"})
    -> (tensor<4xi1> {onnx.name = "y0"},
        tensor<1xi1> {onnx.name = "y1"},
        tensor<3xi1> {onnx.name = "y2"},
        tensor<2xi1> {onnx.name = "y3"},
        tensor<1xi1> {onnx.name = "y4"},
        tensor<2x2xi1> {onnx.name = "y5"},
        tensor<2xi1> {onnx.name = "y6"}) {
  %0 = onnx.Equal %x0, %x1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  %1 = onnx.Equal %x2, %x3 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xi1>
  %2 = onnx.Equal %x4, %x5 : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi1>
  %3 = onnx.Equal %x6, %x7 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xi1>
  %4 = onnx.Equal %x8, %x9 : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi1>
  %5 = onnx.Equal %x10, %x11 : (tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x2xi1>
  %6 = onnx.Equal %x12, %x13 : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<4xi1>, tensor<1xi1>, tensor<3xi1>, tensor<2xi1>, tensor<1xi1>, tensor<2x2xi1>, tensor<2xi1>
}
