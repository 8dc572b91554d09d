// RUN: cameo run %s --input 'x0=[[1], [inf]]' --input 'x1=[0.5, inf]' --input 'x2=[1]' \
// RUN:   --input 'x3=[0.5]' --input 'x4=[-128]' --input 'x5=[1]' --input 'x6=[0]' \
// RUN:   --input 'x7=[1]' --input 'x8=[5]' --input 'x9=[7]' | FileCheck %s

// CHECK: y0: tensor<2x2xf32> {{\[\[}}0.5, -inf], [inf, nan]]
// CHECK: y1: tensor<1xbf16> [0.5]
// CHECK: y2: tensor<1xi8> [127]
// CHECK: y3: tensor<1xui8> [255]
// CHECK: y4: tensor<1xi64> [-2]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<1xbf16> {onnx.name = "x2"},
                %x3: tensor<1xbf16> {onnx.name = "x3"},
                %x4: tensor<1xi8> {onnx.name = "x4"},
                %x5: tensor<1xi8> {onnx.name = "x5"},
                %x6: tensor<1xui8> {onnx.name = "x6"},
                %x7: tensor<1xui8> {onnx.name = "x7"},
                %x8: tensor<1xi64> {onnx.name = "x8"},
                %x9: tensor<1xi64> {onnx.name = "x9"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xbf16> {onnx.name = "y1"},
        tensor<1xi8> {onnx.name = "y2"},
        tensor<1xui8> {onnx.name = "y3"},
        tensor<1xi64> {onnx.name = "y4"}) {
  %0 = onnx.Sub %x0, %x1 : (tensor<2x1xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %1 = onnx.Sub %x2, %x3 : (tensor<1xbf16>, tensor<1xbf16>) -> tensor<1xbf16>
  %2 = onnx.Sub %x4, %x5 : (tensor<1xi8>, tensor<1xi8>) -> tensor<1xi8>
  %3 = onnx.Sub %x6, %x7 : (tensor<1xui8>, tensor<1xui8>) -> tensor<1xui8>
  %4 = onnx.Sub %x8, %x9 : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  return %0, %1, %2, %3, %4 : tensor<2x2xf32>, tensor<1xbf16>, tensor<1xi8>, tensor<1xui8>, tensor<1xi64>
}
