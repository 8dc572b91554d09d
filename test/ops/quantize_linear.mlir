// RUN: cameo run %s --input 'x0=[0.5, 1.5, 2.5, -2.5, 1000, -1000]' --input 'x1=1' \
// RUN:   --input 'x2=0' --input 'x3=[[2, 4], [-2, nan]]' --input 'x4=[1, 0.5]' \
// RUN:   --input 'x5=[10, 20]' --input 'x6=[1, 2, 3]' --input 'x7=0.5' \
// RUN:   --input 'x8=[[1], [2], [3]]' --input 'x9=[[1], [0.5]]' --input 'x10=[1, -1]' \
// RUN:   --input 'x11=0.25' --input 'x12=1' --input 'x13=[100, -100]' --input 'x14=2' \
// RUN:   --input 'x15=60' | FileCheck %s

// Halves go to the even neighbour, then the zero point is added, and all saturates.

// CHECK: y0: tensor<6xi8> [0, 2, 2, -2, 127, -128]
// CHECK: y1: tensor<2x2xui8> {{\[\[}}12, 28], [8, 0]]
// CHECK: y2: tensor<3xi16> [2, 4, 6]
// CHECK: y3: tensor<3x1xui8> {{\[\[}}1], [2], [6]]
// CHECK: y4: tensor<2xi8> [5, -3]
// CHECK: y5: tensor<2xui16> [110, 10]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<f32> {onnx.name = "x1"},
                %x2: tensor<i8> {onnx.name = "x2"},
                %x3: tensor<2x2xf32> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"},
                %x5: tensor<2xui8> {onnx.name = "x5"},
                %x6: tensor<3xf32> {onnx.name = "x6"},
                %x7: tensor<f32> {onnx.name = "x7"},
                %x8: tensor<3x1xf32> {onnx.name = "x8"},
                %x9: tensor<2x1xf32> {onnx.name = "x9"},
                %x10: tensor<2xf16> {onnx.name = "x10"},
                %x11: tensor<f16> {onnx.name = "x11"},
                %x12: tensor<i8> {onnx.name = "x12"},
                %x13: tensor<2xi32> {onnx.name = "x13"},
                %x14: tensor<f32> {onnx.name = "x14"},
                %x15: tensor<ui16> {onnx.name = "x15"})
    -> (tensor<6xi8> {onnx.name = "y0"},
        tensor<2x2xui8> {onnx.name = "y1"},
        tensor<3xi16> {onnx.name = "y2"},
        tensor<3x1xui8> {onnx.name = "y3"},
        tensor<2xi8> {onnx.name = "y4"},
        tensor<2xui16> {onnx.name = "y5"}) {
  %none = onnx.None : none
  %0 = onnx.QuantizeLinear %x0, %x1, %x2 : (tensor<6xf32>, tensor<f32>, tensor<i8>) -> tensor<6xi8>
  %1 = onnx.QuantizeLinear %x3, %x4, %x5 : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xui8>) -> tensor<2x2xui8>
  %2 = onnx.QuantizeLinear %x6, %x7, %none {output_dtype = 5 : i64} : (tensor<3xf32>, tensor<f32>, none) -> tensor<3xi16>
  %3 = onnx.QuantizeLinear %x8, %x9, %none {axis = 0 : i64, block_size = 2 : i64} : (tensor<3x1xf32>, tensor<2x1xf32>, none) -> tensor<3x1xui8>
  %4 = onnx.QuantizeLinear %x10, %x11, %x12 : (tensor<2xf16>, tensor<f16>, tensor<i8>) -> tensor<2xi8>
  %5 = onnx.QuantizeLinear %x13, %x14, %x15 : (tensor<2xi32>, tensor<f32>, tensor<ui16>) -> tensor<2xui16>
  return %0, %1, %2, %3, %4, %5 : tensor<6xi8>, tensor<2x2xui8>, tensor<3xi16>, tensor<3x1xui8>, tensor<2xi8>, tensor<2xui16>
}
