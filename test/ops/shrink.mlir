// RUN: cameo run %s --input 'x0=[0, 0.5, 1, -1, nan]' --input 'x1=[1, 2, -2]' --input 'x2=[2]' \
// RUN:   --input 'x3=[5, -5, 1]' --input 'x4=[5, 1]' | FileCheck %s

// CHECK: y0: tensor<5xf32> [0, 0, 1, -1, 0]
// CHECK: y1: tensor<3xf32> [0, 0.5, -0.5]
// CHECK: y2: tensor<1xf16> [0.5]
// CHECK: y3: tensor<3xi8> [4, -4, 0]
// CHECK: y4: tensor<2xui8> [4, 0]

func.func @main(%x0: tensor<5xf32> {onnx.name = "x0"},
                %x1: tensor<3xf32> {onnx.name = "x1"},
                %x2: tensor<1xf16> {onnx.name = "x2"},
                %x3: tensor<3xi8> {onnx.name = "x3"},
                %x4: tensor<2xui8> {onnx.name = "x4"})
    -> (tensor<5xf32> {onnx.name = "y0"},
        tensor<3xf32> {onnx.name = "y1"},
        tensor<1xf16> {onnx.name = "y2"},
        tensor<3xi8> {onnx.name = "y3"},
        tensor<2xui8> {onnx.name = "y4"}) {
  %0 = onnx.Shrink %x0 : (tensor<5xf32>) -> tensor<5xf32>
  %1 = onnx.Shrink %x1 {bias = 1.5 : f32, lambd = 1.5 : f32} : (tensor<3xf32>) -> tensor<3xf32>
  %2 = onnx.Shrink %x2 {bias = 1.5 : f32, lambd = 1.5 : f32} : (tensor<1xf16>) -> tensor<1xf16>
  %3 = onnx.Shrink %x3 {bias = 1.0 : f32, lambd = 1.5 : f32} : (tensor<3xi8>) -> tensor<3xi8>
  %4 = onnx.Shrink %x4 {bias = 1.0 : f32, lambd = 1.5 : f32} : (tensor<2xui8>) -> tensor<2xui8>
  return %0, %1, %2, %3, %4 : tensor<5xf32>, tensor<3xf32>, tensor<1xf16>, tensor<3xi8>, tensor<2xui8>
}
