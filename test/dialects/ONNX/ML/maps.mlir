// RUN: cameo-opt %s --split-input-file --onnx-infer-shapes --verify-diagnostics

func.func @both_labels(%x: tensor<2x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs keys, either integers or strings}}
  %0 = onnx.ml.ZipMap %x {classlabels_int64s = array<i64: 7, 3>, classlabels_strings = ["a", "b"]} : (tensor<2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @labels(%x: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{has 2 labels for 3 columns}}
  %0 = onnx.ml.ZipMap %x {classlabels_int64s = array<i64: 7, 3>} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @keys(%m: !onnx.map<!onnx.string, f32>) -> !onnx.unknown {
  // expected-error @+1 {{needs a map from int64 to float32 or strings}}
  %0 = onnx.ml.CastMap %m : (!onnx.map<!onnx.string, f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @form(%m: !onnx.map<i64, f32>) -> !onnx.unknown {
  // expected-error @+1 {{unknown map_form 'THIN'}}
  %0 = onnx.ml.CastMap %m {map_form = "THIN"} : (!onnx.map<i64, f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @vocabulary(%m: !onnx.map<i64, f32>) -> !onnx.unknown {
  // expected-error @+1 {{needs a map whose keys are as those of the vocabulary}}
  %0 = onnx.ml.DictVectorizer %m {string_vocabulary = ["a"]} : (!onnx.map<i64, f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
