// RUN: cameo run %s --input 'x0=[[[[2, 3, 4], [5, 6, 7], [8, 9, 10]]]]' --input 'x1=0.5' \
// RUN:   --input 'x2=1' --input 'x3=[[[[1, 1], [1, 1]]], [[[-1, 0], [0, 0]]]]' \
// RUN:   --input 'x4=[0.5, 1]' --input 'x5=[0, 0]' --input 'x6=2' --input 'x7=3' \
// RUN:   --input 'x8=[4, -400]' --input 'x9=[[[[255]]]]' --input 'x10=1' --input 'x11=0' \
// RUN:   --input 'x12=[[[[255]]]]' --input 'x13=1' --input 'x14=0' --input 'x15=65025' \
// RUN:   --input 'x16=7' | FileCheck %s

// Rounds halves to even and saturates.

// CHECK: y0: tensor<1x2x2x2xui8> {{\[\[\[}}[5, 5], [7, 7]], {{\[\[}}0, 0], [0, 0]]]]
// CHECK: y1: tensor<1x1x1x1xui8> {{\[\[\[}}[8]]]]

func.func @main(%x0: tensor<1x1x3x3xui8> {onnx.name = "x0"},
                %x1: tensor<f32> {onnx.name = "x1"},
                %x2: tensor<ui8> {onnx.name = "x2"},
                %x3: tensor<2x1x2x2xi8> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"},
                %x5: tensor<2xi8> {onnx.name = "x5"},
                %x6: tensor<f32> {onnx.name = "x6"},
                %x7: tensor<ui8> {onnx.name = "x7"},
                %x8: tensor<2xi32> {onnx.name = "x8"},
                %x9: tensor<1x1x1x1xui8> {onnx.name = "x9"},
                %x10: tensor<f32> {onnx.name = "x10"},
                %x11: tensor<ui8> {onnx.name = "x11"},
                %x12: tensor<1x1x1x1xui8> {onnx.name = "x12"},
                %x13: tensor<f32> {onnx.name = "x13"},
                %x14: tensor<ui8> {onnx.name = "x14"},
                %x15: tensor<f32> {onnx.name = "x15"},
                %x16: tensor<ui8> {onnx.name = "x16"})
    -> (tensor<1x2x2x2xui8> {onnx.name = "y0"},
        tensor<1x1x1x1xui8> {onnx.name = "y1"}) {
  %none = onnx.None : none
  %0 = onnx.QLinearConv %x0, %x1, %x2, %x3, %x4, %x5, %x6, %x7, %x8 : (tensor<1x1x3x3xui8>, tensor<f32>, tensor<ui8>, tensor<2x1x2x2xi8>, tensor<2xf32>, tensor<2xi8>, tensor<f32>, tensor<ui8>, tensor<2xi32>) -> tensor<1x2x2x2xui8>
  %1 = onnx.QLinearConv %x9, %x10, %x11, %x12, %x13, %x14, %x15, %x16, %none : (tensor<1x1x1x1xui8>, tensor<f32>, tensor<ui8>, tensor<1x1x1x1xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>, none) -> tensor<1x1x1x1xui8>
  return %0, %1 : tensor<1x2x2x2xui8>, tensor<1x1x1x1xui8>
}
