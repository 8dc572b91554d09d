// RUN: cameo run %s --input 'x0=[[11, 7, 3], [10, 6, 2]]' --input 'x1=[[1, 4], [2, 5], [3, 6]]' \
// RUN:   --input 'x2=12' --input 'x3=0' --input 'x4=[[255, 255]]' --input 'x5=[[-128], [-128]]' \
// RUN:   --input 'x6=[0]' --input 'x7=[127]' --input 'x8=[[1, 2], [3, 4]]' \
// RUN:   --input 'x9=[[1, 2], [3, 4]]' --input 'x10=[1, 2]' --input 'x11=[1, 2]' \
// RUN:   --input 'x12=[1, 2]' --input 'x13=[[3], [4]]' | FileCheck %s

// Zero points of all, of rows of A, of columns of B.

// CHECK: y0: tensor<2x2xi32> {{\[\[}}-38, -83], [-44, -98]]
// CHECK: y1: tensor<1x1xi32> {{\[\[}}-130050]]
// CHECK: y2: tensor<2x2xi32> {{\[\[}}2, 2], [4, 4]]
// CHECK: y3: tensor<1xi32> [11]

func.func @main(%x0: tensor<2x3xui8> {onnx.name = "x0"},
                %x1: tensor<3x2xui8> {onnx.name = "x1"},
                %x2: tensor<ui8> {onnx.name = "x2"},
                %x3: tensor<ui8> {onnx.name = "x3"},
                %x4: tensor<1x2xui8> {onnx.name = "x4"},
                %x5: tensor<2x1xi8> {onnx.name = "x5"},
                %x6: tensor<1xui8> {onnx.name = "x6"},
                %x7: tensor<1xi8> {onnx.name = "x7"},
                %x8: tensor<2x2xi8> {onnx.name = "x8"},
                %x9: tensor<2x2xi8> {onnx.name = "x9"},
                %x10: tensor<2xi8> {onnx.name = "x10"},
                %x11: tensor<2xi8> {onnx.name = "x11"},
                %x12: tensor<2xi8> {onnx.name = "x12"},
                %x13: tensor<2x1xi8> {onnx.name = "x13"})
    -> (tensor<2x2xi32> {onnx.name = "y0"},
        tensor<1x1xi32> {onnx.name = "y1"},
        tensor<2x2xi32> {onnx.name = "y2"},
        tensor<1xi32> {onnx.name = "y3"}) {
  %none = onnx.None : none
  %0 = onnx.MatMulInteger %x0, %x1, %x2, %x3 : (tensor<2x3xui8>, tensor<3x2xui8>, tensor<ui8>, tensor<ui8>) -> tensor<2x2xi32>
  %1 = onnx.MatMulInteger %x4, %x5, %x6, %x7 : (tensor<1x2xui8>, tensor<2x1xi8>, tensor<1xui8>, tensor<1xi8>) -> tensor<1x1xi32>
  %2 = onnx.MatMulInteger %x8, %x9, %x10, %x11 : (tensor<2x2xi8>, tensor<2x2xi8>, tensor<2xi8>, tensor<2xi8>) -> tensor<2x2xi32>
  %3 = onnx.MatMulInteger %x12, %x13, %none, %none : (tensor<2xi8>, tensor<2x1xi8>, none, none) -> tensor<1xi32>
  return %0, %1, %2, %3 : tensor<2x2xi32>, tensor<1x1xi32>, tensor<2x2xi32>, tensor<1xi32>
}
