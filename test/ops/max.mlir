// RUN: cameo run %s --input 'x0=[[1], [nan]]' --input 'x1=[0, 2]' --input 'x2=-1' \
// RUN:   --input 'x3=[1]' --input 'x4=[2]' --input 'x5=[-1, 5]' --input 'x6=[1, -5]' \
// RUN:   --input 'x7=[200]' --input 'x8=[100]' --input 'x9=[3]' | FileCheck %s

// NaN when any is.

// CHECK: y0: tensor<2x2xf32> {{\[\[}}1, 2], [nan, nan]]
// CHECK: y1: tensor<1xf16> [2]
// CHECK: y2: tensor<2xi8> [1, 5]
// CHECK: y3: tensor<1xui8> [200]
// CHECK: y4: tensor<1xf32> [3]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<f32> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<1xf16> {onnx.name = "x4"},
                %x5: tensor<2xi8> {onnx.name = "x5"},
                %x6: tensor<2xi8> {onnx.name = "x6"},
                %x7: tensor<1xui8> {onnx.name = "x7"},
                %x8: tensor<1xui8> {onnx.name = "x8"},
                %x9: tensor<1xf32> {onnx.name = "x9"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<2xi8> {onnx.name = "y2"},
        tensor<1xui8> {onnx.name = "y3"},
        tensor<1xf32> {onnx.name = "y4"}) {
  %0 = onnx.Max %x0, %x1, %x2 : (tensor<2x1xf32>, tensor<2xf32>, tensor<f32>) -> tensor<2x2xf32>
  %1 = onnx.Max %x3, %x4 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.Max %x5, %x6 : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %3 = onnx.Max %x7, %x8 : (tensor<1xui8>, tensor<1xui8>) -> tensor<1xui8>
  %4 = onnx.Max %x9 : (tensor<1xf32>) -> tensor<1xf32>
  return %0, %1, %2, %3, %4 : tensor<2x2xf32>, tensor<1xf16>, tensor<2xi8>, tensor<1xui8>, tensor<1xf32>
}
