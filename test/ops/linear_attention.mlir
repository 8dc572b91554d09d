// One head of two rows and one column, two steps, by hand: with scale 1,
// S = [1, 0], then exp(ln 0.5) S + 0.5 k (v - exp(ln 0.5) kᵀ S) = [0.5, 0] + 0.5 [1, 1] (3 - 0.5) = [1.75, 1.25].
// RUN: cameo run %s --input q='[[[1, 0], [1, 2]]]' --input k='[[[1, 0], [1, 1]]]' --input v='[[[1], [3]]]' --input g='[[[0], [-0.6931472]]]' --input b='[[[1], [0.5]]]' | FileCheck %s
// CHECK: y: tensor<1x2x1xf32> {{.*}}1], [4.25
// CHECK: s: tensor<1x1x2x1xf32> {{.*}}1.75], [1.25
func.func @main(%q: tensor<?x?x2xf32> {onnx.dim_names = ["b", "t", ""]}, %k: tensor<?x?x2xf32> {onnx.dim_names = ["b", "t", ""]},
    %v: tensor<?x?x1xf32> {onnx.dim_names = ["b", "t", ""]}, %g: tensor<?x?x1xf32> {onnx.dim_names = ["b", "t", ""]},
    %b: tensor<?x?x1xf32> {onnx.dim_names = ["b", "t", ""]}) -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "s"}) {
  %none = onnx.None : none
  %0:2 = onnx.LinearAttention %q, %k, %v, %none, %g, %b {q_num_heads = 1 : i64, kv_num_heads = 1 : i64, scale = 1.0 : f32}
      : (tensor<?x?x2xf32>, tensor<?x?x2xf32>, tensor<?x?x1xf32>, none, tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
