// RUN: cameo run %s --input 'X=[[1, -2], [nan, 4]]' --input 'I=[[1, 2]]' --input 'K=[1, -1]' \
// RUN:   | FileCheck %s

// CHECK: Y0: tensor<2x2xf32> {{\[\[}}0, -9], [nan, 9]]
// CHECK: Y1: tensor<1x2xf32> {{\[\[}}0.5, 1]]
// CHECK: Y2: tensor<2x2xf32> {{\[\[}}0, 0], [0, 1]]
// CHECK: Y3: tensor<2x2xf32> {{\[\[}}-2, -2], [4, 4]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}, %i: tensor<1x2xi64> {onnx.name = "I"},
                %k: tensor<2xi64> {onnx.name = "K"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"}) {
  %0 = onnx.ml.Scaler %x {offset = array<f32: 1.0>, scale = array<f32: 2.0, 3.0>} : (tensor<2x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.Scaler %i {scale = array<f32: 0.5>} : (tensor<1x2xi64>) -> !onnx.unknown
  %2 = onnx.ml.Binarizer %x {threshold = 1.0 : f32} : (tensor<2x2xf32>) -> !onnx.unknown
  %3 = onnx.ml.ArrayFeatureExtractor %x, %k : (tensor<2x2xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0, %1, %2, %3 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
