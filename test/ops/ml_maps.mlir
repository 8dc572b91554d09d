// A map for each row of a classifier's scores, and maps as rows.
// RUN: split-file %s %t
// RUN: cameo run %t/zip.mlir --input x='[[0.25, 0.75], [1, 0]]' --input v='[1, 2]' | FileCheck %s --check-prefix=ZIP
// ZIP: ints: sequence
// ZIP-NEXT: map {3: 0.75, 7: 0.25}
// ZIP-NEXT: map {3: 0, 7: 1}
// ZIP-NEXT: strings: sequence
// ZIP-NEXT: map {"cat": 0.25, "dog": 0.75}
// ZIP-NEXT: map {"cat": 1, "dog": 0}
// ZIP-NEXT: one: sequence
// ZIP-NEXT: map {"b": 2, "ä": 1}
// RUN: cameo run %t/cast.mlir --input m='{4: 1.5, 1: 2.5, 2: -3}' --input s='{1: "10", 0: "7"}' | FileCheck %s --check-prefix=CAST
// CAST: dense: tensor<1x3xf32> {{\[}}[2.5, -3, 1.5]]
// CAST-NEXT: sparse: tensor<1x4xf32> {{\[}}[0, 2.5, -3, 0]]
// CAST-NEXT: ints: tensor<1x3xi64> {{\[}}[2, -3, 1]]
// CAST-NEXT: strings: tensor<1x3xstr> {{\[}}["2.5", "-3", "1.5"]]
// CAST-NEXT: numbers: tensor<1x2xf32> {{\[}}[7, 10]]
// RUN: not cameo run %t/cast.mlir --input m='{-4: 1.5}' --input s='{1: "10"}' 2>&1 | FileCheck %s --check-prefix=INDEX
// INDEX: an index in the data is out of range
// RUN: cameo run %t/vectorize.mlir --input a='{"b": 1.5, "z": 9}' --input i='{5: 50, -1: 10}' | FileCheck %s --check-prefix=VECTORIZE
// VECTORIZE: a: tensor<1x3xf64> {{\[}}[0, 1.5, 0]]
// VECTORIZE-NEXT: i: tensor<1x2xi64> {{\[}}[10, 50]]
// RUN: not cameo run %t/cast.mlir --input m='{4 1.5}' --input s='{1: "10"}' 2>&1 | FileCheck %s --check-prefix=SYNTAX
// SYNTAX: --input m: a map is written as {1: 0.5} or {"a": 0.5}

//--- zip.mlir
func.func @main(%x: tensor<?x2xf32> {onnx.name = "x"}, %v: tensor<2xf32> {onnx.name = "v"})
    -> (!onnx.unknown {onnx.name = "ints"}, !onnx.unknown {onnx.name = "strings"}, !onnx.unknown {onnx.name = "one"}) {
  %0 = onnx.ml.ZipMap %x {classlabels_int64s = array<i64: 7, 3>} : (tensor<?x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.ZipMap %x {classlabels_strings = ["cat", "dog"]} : (tensor<?x2xf32>) -> !onnx.unknown
  %2 = onnx.ml.ZipMap %v {classlabels_strings = ["ä", "b"]} : (tensor<2xf32>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}

//--- cast.mlir
func.func @main(%m: !onnx.map<i64, f32> {onnx.name = "m"}, %s: !onnx.map<i64, !onnx.string> {onnx.name = "s"})
    -> (!onnx.unknown {onnx.name = "dense"}, !onnx.unknown {onnx.name = "sparse"}, !onnx.unknown {onnx.name = "ints"},
        !onnx.unknown {onnx.name = "strings"}, !onnx.unknown {onnx.name = "numbers"}) {
  %0 = onnx.ml.CastMap %m : (!onnx.map<i64, f32>) -> !onnx.unknown
  %1 = onnx.ml.CastMap %m {map_form = "SPARSE", max_map = 4 : i64} : (!onnx.map<i64, f32>) -> !onnx.unknown
  %2 = onnx.ml.CastMap %m {cast_to = "TO_INT64"} : (!onnx.map<i64, f32>) -> !onnx.unknown
  %3 = onnx.ml.CastMap %m {cast_to = "TO_STRING"} : (!onnx.map<i64, f32>) -> !onnx.unknown
  %4 = onnx.ml.CastMap %s : (!onnx.map<i64, !onnx.string>) -> !onnx.unknown
  return %0, %1, %2, %3, %4 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}

//--- vectorize.mlir
func.func @main(%a: !onnx.map<!onnx.string, f64> {onnx.name = "a"}, %i: !onnx.map<i64, i64> {onnx.name = "i"})
    -> (!onnx.unknown {onnx.name = "a"}, !onnx.unknown {onnx.name = "i"}) {
  %0 = onnx.ml.DictVectorizer %a {string_vocabulary = ["a", "b", "c"]} : (!onnx.map<!onnx.string, f64>) -> !onnx.unknown
  %1 = onnx.ml.DictVectorizer %i {int64_vocabulary = array<i64: -1, 5>} : (!onnx.map<i64, i64>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
