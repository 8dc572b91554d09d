// RUN: cameo run %s --input 'x0=[[10, 20], [30, 40]]' --input 'x1=0.5' --input 'x2=10' \
// RUN:   --input 'x3=[[1, 2], [3, 4]]' --input 'x4=[0.5, 0.25]' --input 'x5=[0, 0]' \
// RUN:   --input 'x6=1' --input 'x7=5' | FileCheck %s

// CHECK: y0: tensor<2x2xui8> {{\[\[}}13, 10], [33, 25]]

func.func @main(%x0: tensor<2x2xui8> {onnx.name = "x0"},
                %x1: tensor<f32> {onnx.name = "x1"},
                %x2: tensor<ui8> {onnx.name = "x2"},
                %x3: tensor<2x2xi8> {onnx.name = "x3"},
                %x4: tensor<2xf32> {onnx.name = "x4"},
                %x5: tensor<2xi8> {onnx.name = "x5"},
                %x6: tensor<f32> {onnx.name = "x6"},
                %x7: tensor<ui8> {onnx.name = "x7"})
    -> (tensor<2x2xui8> {onnx.name = "y0"}) {
  %0 = onnx.QLinearMatMul %x0, %x1, %x2, %x3, %x4, %x5, %x6, %x7 : (tensor<2x2xui8>, tensor<f32>, tensor<ui8>, tensor<2x2xi8>, tensor<2xf32>, tensor<2xi8>, tensor<f32>, tensor<ui8>) -> tensor<2x2xui8>
  return %0 : tensor<2x2xui8>
}
