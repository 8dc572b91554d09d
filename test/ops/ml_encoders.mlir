// RUN: cameo run %s --input 'X=[[1, nan], [0, 4]]' --input 'I=[3, 1, 7]' | FileCheck %s
// RUN: not cameo run %s --input 'X=[[1, nan], [0, 4]]' --input 'I=[3, 1, 2]' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: do not fit the model

// CHECK: Y0: tensor<2x2xf32> {{\[\[}}1, 20], [0, 4]]
// CHECK: Y1: tensor<3xi64> [3, 8, 7]
// The first operand is cut, the second filled up.
// CHECK: Y2: tensor<2x4xf32> {{\[\[}}1, 1, nan, 0], [0, 0, 4, 0]]
// CHECK: Y3: tensor<3x3xf32> {{\[\[}}0, 1, 0], [0, 0, 1], [1, 0, 0]]
// CHECK: Y4: tensor<2x2x2xf32> {{\[\[\[}}0, 1], [0, 0]], {{\[\[}}1, 0], [0, 0]]]
// CHECK: Y5: tensor<3xf32> [0.5, -3, 0.25]
// CHECK: Y6: tensor<2x2xi64> {{\[\[}}10, 30], [-1, -1]]
// CHECK: Y7: tensor<3xi16> [4, 9, 5]
func.func @main(%x: tensor<?x2xf32> {onnx.name = "X", onnx.dims = ["N", ""]}, %i: tensor<3xi64> {onnx.name = "I"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"},
        !onnx.unknown {onnx.name = "Y4"}, !onnx.unknown {onnx.name = "Y5"},
        !onnx.unknown {onnx.name = "Y6"}, !onnx.unknown {onnx.name = "Y7"}) {
  %0 = onnx.ml.Imputer %x {imputed_value_floats = array<f32: 10.0, 20.0>, replaced_value_float = 0x7FC00000 : f32} : (tensor<?x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.Imputer %i {imputed_value_int64s = array<i64: 8>, replaced_value_int64 = 1 : i64} : (tensor<3xi64>) -> !onnx.unknown
  %2 = onnx.ml.FeatureVectorizer %x, %x {inputdimensions = array<i64: 1, 3>} : (tensor<?x2xf32>, tensor<?x2xf32>) -> !onnx.unknown
  %3 = onnx.ml.OneHotEncoder %i {cats_int64s = array<i64: 7, 3, 1>, zeros = 0 : i64} : (tensor<3xi64>) -> !onnx.unknown
  %4 = onnx.ml.OneHotEncoder %x {cats_int64s = array<i64: 0, 1>} : (tensor<?x2xf32>) -> !onnx.unknown
  %5 = onnx.ml.LabelEncoder %i {keys_int64s = array<i64: 3, 7, 3>, values_floats = array<f32: 0.5, 0.25, 9.0>, default_float = -3.0 : f32} : (tensor<3xi64>) -> !onnx.unknown
  %6 = onnx.ml.LabelEncoder %x {keys_floats = array<f32: 1.0, 2.0, 0x7FC00000>, values_int64s = array<i64: 10, 20, 30>} : (tensor<?x2xf32>) -> !onnx.unknown
  %7 = onnx.ml.LabelEncoder %i {keys_tensor = dense<[3, 7]> : tensor<2xi64>, values_tensor = dense<[4, 5]> : tensor<2xi16>, default_tensor = dense<9> : tensor<1xi16>} : (tensor<3xi64>) -> !onnx.unknown
  return %0, %1, %2, %3, %4, %5, %6, %7 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
