// Single words and pairs with up to one word between; words outside of the pool count for nothing.
// RUN: cameo run %s --input x='[[1, 2, 3, 1], [9, 3, 9, 2]]' --input s='["a", "b", "a", "zz"]' | FileCheck %s
// CHECK: tf: tensor<2x4xf32> {{.*}}2, 1, 1, 1{{.*}}0, 1, 0, 0
// CHECK: w: tensor<2x4xf32> {{.*}}20, 5, 7, 9{{.*}}0, 5, 0, 0
// CHECK: p: tensor<2x4xf32> {{.*}}10, 5, 7, 9{{.*}}0, 5, 0, 0
// CHECK: y: tensor<2xf32> [2, 1]
func.func @main(%x: tensor<?x4xi64> {onnx.dim_names = ["n", ""]}, %s: tensor<4x!onnx.string>)
    -> (!onnx.unknown {onnx.name = "tf"}, !onnx.unknown {onnx.name = "w"}, !onnx.unknown {onnx.name = "p"}, !onnx.unknown {onnx.name = "y"}) {
  %i = onnx.Cast %x {to = 6 : i64} : (tensor<?x4xi64>) -> tensor<?x4xi32>
  %0 = onnx.TfIdfVectorizer %i {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 1 : i64, mode = "TF",
      ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 1, 0, 2, 3>, pool_int64s = array<i64: 2, 1, 2, 3, 2, 1>}
      : (tensor<?x4xi32>) -> !onnx.unknown
  %1 = onnx.TfIdfVectorizer %x {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 1 : i64, mode = "TFIDF",
      ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 1, 0, 2, 3>, pool_int64s = array<i64: 2, 1, 2, 3, 2, 1>,
      weights = array<f32: 5.0, 10.0, 7.0, 9.0>} : (tensor<?x4xi64>) -> !onnx.unknown
  %2 = onnx.TfIdfVectorizer %x {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 1 : i64, mode = "IDF",
      ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 1, 0, 2, 3>, pool_int64s = array<i64: 2, 1, 2, 3, 2, 1>,
      weights = array<f32: 5.0, 10.0, 7.0, 9.0>} : (tensor<?x4xi64>) -> !onnx.unknown
  %3 = onnx.TfIdfVectorizer %s {max_gram_length = 1 : i64, min_gram_length = 1 : i64, max_skip_count = 0 : i64, mode = "TF",
      ngram_counts = array<i64: 0>, ngram_indexes = array<i64: 1, 0>, pool_strings = ["b", "a"]} : (tensor<4x!onnx.string>) -> !onnx.unknown
  return %0, %1, %2, %3 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
