// RUN: cameo run %s --input 'x0=[0, nan, inf, -inf]' --input 'x1=[inf, -inf]' \
// RUN:   --input 'x2=[inf, -inf]' --input 'x3=[inf, 1]' | FileCheck %s

// CHECK: y0: tensor<4xi1> [false, false, true, true]
// CHECK: y1: tensor<2xi1> [true, false]
// CHECK: y2: tensor<2xi1> [false, true]
// CHECK: y3: tensor<2xi1> [true, false]

func.func @main(%x0: tensor<4xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<2xf32> {onnx.name = "x2"},
                %x3: tensor<2xbf16> {onnx.name = "x3"})
    -> (tensor<4xi1> {onnx.name = "y0"},
        tensor<2xi1> {onnx.name = "y1"},
        tensor<2xi1> {onnx.name = "y2"},
        tensor<2xi1> {onnx.name = "y3"}) {
  %0 = onnx.IsInf %x0 : (tensor<4xf32>) -> tensor<4xi1>
  %1 = onnx.IsInf %x1 {detect_negative = 0 : i64} : (tensor<2xf32>) -> tensor<2xi1>
  %2 = onnx.IsInf %x2 {detect_positive = 0 : i64} : (tensor<2xf32>) -> tensor<2xi1>
  %3 = onnx.IsInf %x3 : (tensor<2xbf16>) -> tensor<2xi1>
  return %0, %1, %2, %3 : tensor<4xi1>, tensor<2xi1>, tensor<2xi1>, tensor<2xi1>
}
