// RUN: cameo run %s --input 'x0=[[[[2, 3, 4], [5, 6, 7], [8, 9, 10]]]]' \
// RUN:   --input 'x1=[[[[1, 1], [1, 1]]]]' --input 'x2=1' --input 'x3=[[[[2, 3], [4, 5]]]]' \
// RUN:   --input 'x4=[[[[1, 1], [1, 2]]], [[[3, 3], [3, 3]]]]' --input 'x5=1' \
// RUN:   --input 'x6=[1, 1]' | FileCheck %s

// The padding counts as the zero point.

// CHECK: y0: tensor<1x1x2x2xi32> {{\[\[\[}}[12, 16], [24, 28]]]]
// CHECK: y1: tensor<1x2x3x3xi32> {{\[\[\[}}[1, 2, 0], [3, 4, 0], [0, 0, 0]], {{\[\[}}2, 6, 4], [8, 20, 12], [6, 14, 8]]]]

func.func @main(%x0: tensor<1x1x3x3xui8> {onnx.name = "x0"},
                %x1: tensor<1x1x2x2xui8> {onnx.name = "x1"},
                %x2: tensor<ui8> {onnx.name = "x2"},
                %x3: tensor<1x1x2x2xui8> {onnx.name = "x3"},
                %x4: tensor<2x1x2x2xi8> {onnx.name = "x4"},
                %x5: tensor<ui8> {onnx.name = "x5"},
                %x6: tensor<2xi8> {onnx.name = "x6"})
    -> (tensor<1x1x2x2xi32> {onnx.name = "y0"},
        tensor<1x2x3x3xi32> {onnx.name = "y1"}) {
  %none = onnx.None : none
  %0 = onnx.ConvInteger %x0, %x1, %x2, %none : (tensor<1x1x3x3xui8>, tensor<1x1x2x2xui8>, tensor<ui8>, none) -> tensor<1x1x2x2xi32>
  %1 = onnx.ConvInteger %x3, %x4, %x5, %x6 {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x1x2x2xui8>, tensor<2x1x2x2xi8>, tensor<ui8>, tensor<2xi8>) -> tensor<1x2x3x3xi32>
  return %0, %1 : tensor<1x1x2x2xi32>, tensor<1x2x3x3xi32>
}
