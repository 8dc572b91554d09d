// RUN: cameo run %s --input 'x0=[[1], [inf]]' --input 'x1=[0.5, nan]' --input 'x2=2' \
// RUN:   --input 'x3=[1]' | FileCheck %s

// CHECK: y0: tensor<2x2xf32> {{\[\[}}3.5, nan], [inf, nan]]
// CHECK: y1: tensor<1xf16> [1]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<f32> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"}) {
  %0 = onnx.Sum %x0, %x1, %x2 : (tensor<2x1xf32>, tensor<2xf32>, tensor<f32>) -> tensor<2x2xf32>
  %1 = onnx.Sum %x3 : (tensor<1xf16>) -> tensor<1xf16>
  return %0, %1 : tensor<2x2xf32>, tensor<1xf16>
}
