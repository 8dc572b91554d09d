// RUN: cameo run %s --input 'X=[[1, 2], [-1, 1]]' | FileCheck %s

// One score tells two classes from each other: 2 and -1 here.
// CHECK: L0: tensor<2xi64> [7, 5]
// CHECK: Z0: tensor<2x2xf32> {{\[\[}}0.11920{{[0-9]*}}, 0.88079{{[0-9]*}}], [0.73105{{[0-9]*}}, 0.26894{{[0-9]*}}]]
// CHECK: L1: tensor<2xi64> [6, 4]
// CHECK: Z1: tensor<2x3xf32> {{\[\[}}1, 2, -2], [-1, 1, 2]]
// Products with the vectors (1, 0) and (0, 1), and their sum with the coefficients 2 and -1.
// CHECK: Y2: tensor<2x1xf32> {{\[\[}}0.5], [-2.5]]
// CHECK: Y3: tensor<2x1xf32> {{\[\[}}1], [-1]]
// (x·v + 1)²: 4 and 9, 0 and 4.
// CHECK: Y4: tensor<2x1xf32> {{\[\[}}-0.5], [-3.5]]
// exp(-|x - v|² / 2)
// CHECK: Y5: tensor<2x1xf32> {{\[\[}}0.40279{{[0-9]*}}], [0.05763{{[0-9]*}}]]
// Of the vectors, the first is of the first class.
// CHECK: L6: tensor<2xi64> [3, 9]
// CHECK: Z6: tensor<2x2xf32> {{\[\[}}-0.5, 0.5], [2.5, -2.5]]
// Their probabilities go with 1 / (1 + exp(-0.5)) = 0.6225 and 1 / (1 + exp(2.5)),
// but the iteration stops where it is near enough.
// CHECK: L7: tensor<2xi64> [3, 9]
// CHECK: Z7: tensor<2x2xf32> {{\[\[}}0.6212{{[0-9]*}}, 0.3787{{[0-9]*}}], [0.0757{{[0-9]*}}, 0.9242{{[0-9]*}}]]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "L0"}, !onnx.unknown {onnx.name = "Z0"},
        !onnx.unknown {onnx.name = "L1"}, !onnx.unknown {onnx.name = "Z1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"},
        !onnx.unknown {onnx.name = "Y4"}, !onnx.unknown {onnx.name = "Y5"},
        !onnx.unknown {onnx.name = "L6"}, !onnx.unknown {onnx.name = "Z6"},
        !onnx.unknown {onnx.name = "L7"}, !onnx.unknown {onnx.name = "Z7"}) {
  %0:2 = onnx.ml.LinearClassifier %x {classlabels_ints = array<i64: 5, 7>, coefficients = array<f32: 1.0, 1.0>, intercepts = array<f32: -1.0>, post_transform = "LOGISTIC"} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %1:2 = onnx.ml.LinearClassifier %x {classlabels_ints = array<i64: 5, 6, 4>, coefficients = array<f32: 1.0, 0.0, 0.0, 1.0, -2.0, 0.0>, intercepts = array<f32: 0.0, 0.0, 0.0>} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %2 = onnx.ml.SVMRegressor %x {coefficients = array<f32: 2.0, -1.0>, n_supports = 2 : i64, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>} : (tensor<2x2xf32>) -> !onnx.unknown
  %3 = onnx.ml.SVMRegressor %x {coefficients = array<f32: 2.0, -1.0>, one_class = 1 : i64, rho = array<f32: 0.5>} : (tensor<2x2xf32>) -> !onnx.unknown
  %4 = onnx.ml.SVMRegressor %x {coefficients = array<f32: 2.0, -1.0>, kernel_params = array<f32: 1.0, 1.0, 2.0>, kernel_type = "POLY", n_supports = 2 : i64, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>} : (tensor<2x2xf32>) -> !onnx.unknown
  %5 = onnx.ml.SVMRegressor %x {coefficients = array<f32: 2.0, -1.0>, kernel_params = array<f32: 0.5, 0.0, 0.0>, kernel_type = "RBF", n_supports = 2 : i64, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>} : (tensor<2x2xf32>) -> !onnx.unknown
  %6:2 = onnx.ml.SVMClassifier %x {classlabels_ints = array<i64: 3, 9>, coefficients = array<f32: 2.0, -1.0>, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>, vectors_per_class = array<i64: 1, 1>} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %7:2 = onnx.ml.SVMClassifier %x {classlabels_ints = array<i64: 3, 9>, coefficients = array<f32: 2.0, -1.0>, prob_a = array<f32: -1.0>, prob_b = array<f32: 0.0>, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>, vectors_per_class = array<i64: 1, 1>} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1, %1#0, %1#1, %2, %3, %4, %5, %6#0, %6#1, %7#0, %7#1 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
