// RUN: cameo run %s --input 'x0=[-2, 0.5, 2, nan, inf]' --input 'x1=-1' --input 'x2=1' \
// RUN:   --input 'x3=[-2, 2]' --input 'x4=1' --input 'x5=[-2, 2]' --input 'x6=[-1]' \
// RUN:   --input 'x7=[0]' --input 'x8=3' --input 'x9=1' --input 'x10=[-5, 5]' --input 'x11=-1' \
// RUN:   --input 'x12=1' --input 'x13=[200]' --input 'x14=100' | FileCheck %s

// Where min exceeds max the result is max.

// CHECK: y0: tensor<5xf32> [-1, 0.5, 1, nan, 1]
// CHECK: y1: tensor<2xf32> [-2, 1]
// CHECK: y2: tensor<2xf32> [-1, 2]
// CHECK: y3: tensor<1xf32> [1]
// CHECK: y4: tensor<2xi8> [-1, 1]
// CHECK: y5: tensor<1xui8> [100]

func.func @main(%x0: tensor<5xf32> {onnx.name = "x0"},
                %x1: tensor<f32> {onnx.name = "x1"},
                %x2: tensor<f32> {onnx.name = "x2"},
                %x3: tensor<2xf32> {onnx.name = "x3"},
                %x4: tensor<f32> {onnx.name = "x4"},
                %x5: tensor<2xf32> {onnx.name = "x5"},
                %x6: tensor<1xf32> {onnx.name = "x6"},
                %x7: tensor<1xf32> {onnx.name = "x7"},
                %x8: tensor<f32> {onnx.name = "x8"},
                %x9: tensor<f32> {onnx.name = "x9"},
                %x10: tensor<2xi8> {onnx.name = "x10"},
                %x11: tensor<i8> {onnx.name = "x11"},
                %x12: tensor<i8> {onnx.name = "x12"},
                %x13: tensor<1xui8> {onnx.name = "x13"},
                %x14: tensor<ui8> {onnx.name = "x14"})
    -> (tensor<5xf32> {onnx.name = "y0"},
        tensor<2xf32> {onnx.name = "y1"},
        tensor<2xf32> {onnx.name = "y2"},
        tensor<1xf32> {onnx.name = "y3"},
        tensor<2xi8> {onnx.name = "y4"},
        tensor<1xui8> {onnx.name = "y5"}) {
  %none = onnx.None : none
  %0 = onnx.Clip %x0, %x1, %x2 : (tensor<5xf32>, tensor<f32>, tensor<f32>) -> tensor<5xf32>
  %1 = onnx.Clip %x3, %none, %x4 : (tensor<2xf32>, none, tensor<f32>) -> tensor<2xf32>
  %2 = onnx.Clip %x5, %x6, %none : (tensor<2xf32>, tensor<1xf32>, none) -> tensor<2xf32>
  %3 = onnx.Clip %x7, %x8, %x9 : (tensor<1xf32>, tensor<f32>, tensor<f32>) -> tensor<1xf32>
  %4 = onnx.Clip %x10, %x11, %x12 : (tensor<2xi8>, tensor<i8>, tensor<i8>) -> tensor<2xi8>
  %5 = onnx.Clip %x13, %none, %x14 : (tensor<1xui8>, none, tensor<ui8>) -> tensor<1xui8>
  return %0, %1, %2, %3, %4, %5 : tensor<5xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>, tensor<2xi8>, tensor<1xui8>
}
