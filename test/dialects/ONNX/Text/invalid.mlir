// RUN: cameo-opt %s --onnx-decompose --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @action(%x: tensor<2x!onnx.string>) -> !onnx.unknown {
  // expected-error @+1 {{case_change_action must be NONE, LOWER or UPPER, not 'TITLE'}}
  %0 = onnx.StringNormalizer %x {case_change_action = "TITLE"} : (tensor<2x!onnx.string>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @rows(%x: tensor<2x3x!onnx.string>) -> !onnx.unknown {
  // expected-error @+1 {{needs an operand of shape [n] or [1, n]}}
  %0 = onnx.StringNormalizer %x : (tensor<2x3x!onnx.string>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @pool(%x: tensor<2x!onnx.string>) -> !onnx.unknown {
  // expected-error @+1 {{has no pool of the operand's type}}
  %0 = onnx.TfIdfVectorizer %x {max_gram_length = 1 : i64, min_gram_length = 1 : i64, max_skip_count = 0 : i64, mode = "TF",
      ngram_counts = array<i64: 0>, ngram_indexes = array<i64: 0>, pool_int64s = array<i64: 5>} : (tensor<2x!onnx.string>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @mode(%x: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{mode must be TF, IDF or TFIDF, not 'X'}}
  %0 = onnx.TfIdfVectorizer %x {max_gram_length = 1 : i64, min_gram_length = 1 : i64, max_skip_count = 0 : i64, mode = "X",
      ngram_counts = array<i64: 0>, ngram_indexes = array<i64: 0>, pool_int64s = array<i64: 5>} : (tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @counts(%x: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{has ngram_counts that do not fit its pool}}
  %0 = onnx.TfIdfVectorizer %x {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 0 : i64, mode = "TF",
      ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 0, 1, 2>, pool_int64s = array<i64: 5, 6, 7>} : (tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @lengths(%x: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{has gram lengths or skips that are none}}
  %0 = onnx.TfIdfVectorizer %x {max_gram_length = 1 : i64, min_gram_length = 2 : i64, max_skip_count = 0 : i64, mode = "TF",
      ngram_counts = array<i64: 0>, ngram_indexes = array<i64: 0>, pool_int64s = array<i64: 5>} : (tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @tokens(%x: tensor<2x!onnx.string>) -> !onnx.unknown {
  // expected-error @+1 {{needs a tokenexp or separators}}
  %0 = onnx.microsoft.Tokenizer %x {mark = 0 : i64, mincharnum = 1 : i64, pad_value = "#"} : (tensor<2x!onnx.string>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
