// RUN: cameo run %s --input 'x0=[0, 1, nan, inf]' --input 'x1=[-0, 2, nan, inf]' \
// RUN:   --input 'x2=[1]' --input 'x3=[1]' --input 'x4=[-1, 5, 5]' --input 'x5=[1, 5, 4]' \
// RUN:   --input 'x6=[200, 5]' --input 'x7=[100, 5]' --input 'x8=[-1]' --input 'x9=[1]' \
// RUN:   --input 'x10=[[1], [2]]' --input 'x11=[1, 2]' | FileCheck %s

// CHECK: y0: tensor<4xi1> [false, false, false, false]
// CHECK: y1: tensor<1xi1> [false]
// CHECK: y2: tensor<3xi1> [false, false, true]
// CHECK: y3: tensor<2xi1> [true, false]
// CHECK: y4: tensor<1xi1> [false]
// CHECK: y5: tensor<2x2xi1> {{\[\[}}false, false], [true, false]]

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
                %x11: tensor<2xi32> {onnx.name = "x11"})
    -> (tensor<4xi1> {onnx.name = "y0"},
        tensor<1xi1> {onnx.name = "y1"},
        tensor<3xi1> {onnx.name = "y2"},
        tensor<2xi1> {onnx.name = "y3"},
        tensor<1xi1> {onnx.name = "y4"},
        tensor<2x2xi1> {onnx.name = "y5"}) {
  %0 = onnx.Greater %x0, %x1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  %1 = onnx.Greater %x2, %x3 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xi1>
  %2 = onnx.Greater %x4, %x5 : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi1>
  %3 = onnx.Greater %x6, %x7 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xi1>
  %4 = onnx.Greater %x8, %x9 : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi1>
  %5 = onnx.Greater %x10, %x11 : (tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x2xi1>
  return %0, %1, %2, %3, %4, %5 : tensor<4xi1>, tensor<1xi1>, tensor<3xi1>, tensor<2xi1>, tensor<1xi1>, tensor<2x2xi1>
}
