// RUN: cameo run %s --input 'x0=[-128, 0, 127]' --input 'x1=0.5' --input 'x2=-1' \
// RUN:   --input 'x3=[[0, 255], [1, 2]]' --input 'x4=[2, 0.5]' --input 'x5=[1, 255]' \
// RUN:   --input 'x6=[65535]' --input 'x7=2' --input 'x8=[-7]' --input 'x9=0.5' \
// RUN:   --input 'x10=[[1], [2], [3]]' --input 'x11=[[1], [0.5]]' --input 'x12=[3]' \
// RUN:   --input 'x13=0.25' | FileCheck %s

// CHECK: y0: tensor<3xf32> [-63.5, 0.5, 64]
// CHECK: y1: tensor<2x2xf32> {{\[\[}}-2, 0], [0, -126.5]]
// CHECK: y2: tensor<1xf32> [13107{{[0-9]*}}]
// CHECK: y3: tensor<1xf32> [-3.5]
// CHECK: y4: tensor<3x1xf32> {{\[\[}}1], [2], [1.5]]
// CHECK: y5: tensor<1xf16> [0.75]

func.func @main(%x0: tensor<3xi8> {onnx.name = "x0"},
                %x1: tensor<f32> {onnx.name = "x1"},
                %x2: tensor<i8> {onnx.name = "x2"},
                %x3: tensor<2x2xui8> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"},
                %x5: tensor<2xui8> {onnx.name = "x5"},
                %x6: tensor<1xui16> {onnx.name = "x6"},
                %x7: tensor<f32> {onnx.name = "x7"},
                %x8: tensor<1xi32> {onnx.name = "x8"},
                %x9: tensor<f32> {onnx.name = "x9"},
                %x10: tensor<3x1xi8> {onnx.name = "x10"},
                %x11: tensor<2x1xf32> {onnx.name = "x11"},
                %x12: tensor<1xi8> {onnx.name = "x12"},
                %x13: tensor<f16> {onnx.name = "x13"})
    -> (tensor<3xf32> {onnx.name = "y0"},
        tensor<2x2xf32> {onnx.name = "y1"},
        tensor<1xf32> {onnx.name = "y2"},
        tensor<1xf32> {onnx.name = "y3"},
        tensor<3x1xf32> {onnx.name = "y4"},
        tensor<1xf16> {onnx.name = "y5"}) {
  %none = onnx.None : none
  %0 = onnx.DequantizeLinear %x0, %x1, %x2 : (tensor<3xi8>, tensor<f32>, tensor<i8>) -> tensor<3xf32>
  %1 = onnx.DequantizeLinear %x3, %x4, %x5 : (tensor<2x2xui8>, tensor<2xf32>, tensor<2xui8>) -> tensor<2x2xf32>
  %2 = onnx.DequantizeLinear %x6, %x7, %none : (tensor<1xui16>, tensor<f32>, none) -> tensor<1xf32>
  %3 = onnx.DequantizeLinear %x8, %x9, %none : (tensor<1xi32>, tensor<f32>, none) -> tensor<1xf32>
  %4 = onnx.DequantizeLinear %x10, %x11, %none {axis = 0 : i64, block_size = 2 : i64} : (tensor<3x1xi8>, tensor<2x1xf32>, none) -> tensor<3x1xf32>
  %5 = onnx.DequantizeLinear %x12, %x13, %none : (tensor<1xi8>, tensor<f16>, none) -> tensor<1xf16>
  return %0, %1, %2, %3, %4, %5 : tensor<3xf32>, tensor<2x2xf32>, tensor<1xf32>, tensor<1xf32>, tensor<3x1xf32>, tensor<1xf16>
}
