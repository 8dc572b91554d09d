// RUN: cameo run %s --input 'x0=[0, nan, inf]' --input 'x1=[nan, 1]' --input 'x2=[nan, 1]' \
// RUN:   | FileCheck %s

// CHECK: y0: tensor<3xi1> [false, true, false]
// CHECK: y1: tensor<2xi1> [true, false]
// CHECK: y2: tensor<2xi1> [true, false]

func.func @main(%x0: tensor<3xf32> {onnx.name = "x0"},
                %x1: tensor<2xf16> {onnx.name = "x1"},
                %x2: tensor<2xf64> {onnx.name = "x2"})
    -> (tensor<3xi1> {onnx.name = "y0"},
        tensor<2xi1> {onnx.name = "y1"},
        tensor<2xi1> {onnx.name = "y2"}) {
  %0 = onnx.IsNaN %x0 : (tensor<3xf32>) -> tensor<3xi1>
  %1 = onnx.IsNaN %x1 : (tensor<2xf16>) -> tensor<2xi1>
  %2 = onnx.IsNaN %x2 : (tensor<2xf64>) -> tensor<2xi1>
  return %0, %1, %2 : tensor<3xi1>, tensor<2xi1>, tensor<2xi1>
}
