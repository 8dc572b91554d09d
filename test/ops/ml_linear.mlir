// RUN: cameo run %s --input 'X=[[3, -4], [0, 0]]' | FileCheck %s

// CHECK: Y0: tensor<2x2xf32> {{\[\[}}1, -1.33333{{[0-9]*}}], [0, 0]]
// CHECK: Y1: tensor<2x2xf32> {{\[\[}}0.42857{{[0-9]*}}, -0.57142{{[0-9]*}}], [0, 0]]
// CHECK: Y2: tensor<2x2xf32> {{\[\[}}0.6, -0.8], [0, 0]]
// CHECK: Y3: tensor<2x2xf32> {{\[\[}}-5, 9], [0, 2]]
// CHECK: Y4: tensor<2x1xf32> {{\[\[}}0.26894{{[0-9]*}}], [0.5]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"},
        !onnx.unknown {onnx.name = "Y4"}) {
  %0 = onnx.ml.Normalizer %x : (tensor<2x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.Normalizer %x {norm = "L1"} : (tensor<2x2xf32>) -> !onnx.unknown
  %2 = onnx.ml.Normalizer %x {norm = "L2"} : (tensor<2x2xf32>) -> !onnx.unknown
  %3 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 2.0, 1.0, -1.0>, intercepts = array<f32: 0.0, 2.0>, targets = 2 : i64} : (tensor<2x2xf32>) -> !onnx.unknown
  %4 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 1.0>, post_transform = "LOGISTIC"} : (tensor<2x2xf32>) -> !onnx.unknown
  return %0, %1, %2, %3, %4 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
