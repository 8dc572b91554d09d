// RUN: cameo run %s --input 'Q=[[[[1],[1]],[[0],[0]]]]' --input 'K=[[[[0],[1.0986123]]]]' \
// RUN:   --input 'V=[[[[4],[8]]]]' --input 'M=[[false,false],[true,false]]' --input 'L=[1]' \
// RUN:   --input 'D=[[[[1]],[[0]]]]' --input 'P=[[[[0]]]]' --input 'W=[[[[4]]]]' \
// RUN:   --input 'N=[[[[1.0986123]]]]' --input 'X=[[[[8]]]]' \
// RUN:   --input 'U=[[0]]' | FileCheck %s

// Two heads of Q share one of K and V: the weights are 1/4 and 3/4, and halves.
// CHECK: A: tensor<1x2x2x1xf32> {{\[\[\[}}[{{7|7.00000[0-9]+|6.99999[0-9]*}}], [{{7|7.00000[0-9]+|6.99999[0-9]*}}]], {{\[\[}}6], [6]]]]
// CHECK: B: tensor<1x2x2x1xf32> {{\[\[\[}}[4], [{{7|7.00000[0-9]+|6.99999[0-9]*}}]], {{\[\[}}4], [6]]]]
// A row of which everything is masked is 0, in Y and in the weights.
// CHECK: C: tensor<1x2x2x1xf32> {{\[\[\[}}[0], [4]], {{\[\[}}0], [4]]]]
// CHECK: C3: tensor<1x2x2x2xf32> {{\[\[\[}}[0, 0], [1, 0]], {{\[\[}}0, 0], [1, 0]]]]
// Keys past the length are padding; query i of 2 is the key i + 1 - 2.
// CHECK: E: tensor<1x2x2x1xf32> {{\[\[\[}}[0], [4]], {{\[\[}}0], [4]]]]
// The past comes first, and its extents may be known only by the run.
// CHECK: F: tensor<1x2x1x1xf32> {{\[\[\[}}[{{7|7.00000[0-9]+|6.99999[0-9]*}}]], {{\[\[}}6]]]]
// CHECK: FK: tensor<1x1x2x1xf32> {{\[\[\[}}[0], [1.09861{{[0-9]*}}]]]]
// CHECK: FV: tensor<1x1x2x1xf32> {{\[\[\[}}[4], [8]]]]
// CHECK: F1: tensor<1x2x1x2xf32> {{\[\[\[}}[0, {{0.8|0.8000[0-9]*|0.7999[0-9]*}}]], {{\[\[}}0, 0]]]]
// A mask of fewer columns hides the keys after them, however many there are.
// CHECK: G: tensor<1x2x1x1xf32> {{\[\[\[}}[4]], {{\[\[}}4]]]]
func.func @main(%q: tensor<1x2x2x1xf32> {onnx.name = "Q"}, %k: tensor<1x1x2x1xf32> {onnx.name = "K"}, %v: tensor<1x1x2x1xf32> {onnx.name = "V"}, %m: tensor<2x2xi1> {onnx.name = "M"}, %l: tensor<1xi64> {onnx.name = "L"}, %d: tensor<1x2x?x1xf32> {onnx.name = "D", onnx.dims = ["", "", "S", ""]}, %p: tensor<1x1x?x1xf32> {onnx.name = "P", onnx.dims = ["", "", "T", ""]}, %w: tensor<1x1x?x1xf32> {onnx.name = "W", onnx.dims = ["", "", "T", ""]}, %n: tensor<1x1x?x1xf32> {onnx.name = "N", onnx.dims = ["", "", "S", ""]}, %x: tensor<1x1x?x1xf32> {onnx.name = "X", onnx.dims = ["", "", "S", ""]}, %u: tensor<1x?xf32> {onnx.name = "U", onnx.dims = ["", "U"]}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "C3"}, !onnx.unknown {onnx.name = "E"}, !onnx.unknown {onnx.name = "F"}, !onnx.unknown {onnx.name = "FK"}, !onnx.unknown {onnx.name = "FV"}, !onnx.unknown {onnx.name = "F1"}, !onnx.unknown {onnx.name = "G"}) {
  %none = onnx.None : none
  %a:4 = onnx.Attention %q, %k, %v, %none, %none, %none, %none : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %b:4 = onnx.Attention %q, %k, %v, %none, %none, %none, %none {is_causal = 1 : i64} : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %c:4 = onnx.Attention %q, %k, %v, %m, %none, %none, %none {qk_matmul_output_mode = 3 : i64} : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>, tensor<2x2xi1>, none, none, none) -> (!onnx.unknown, none, none, !onnx.unknown)
  %e:4 = onnx.Attention %q, %k, %v, %none, %none, %none, %l {is_causal = 1 : i64} : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>, none, none, none, tensor<1xi64>) -> (!onnx.unknown, none, none, none)
  %f:4 = onnx.Attention %d, %n, %x, %none, %p, %w, %none {is_causal = 1 : i64} : (tensor<1x2x?x1xf32>, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, none, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown, none)
  %g:4 = onnx.Attention %d, %n, %x, %none, %p, %w, %none {softcap = 1.0 : f32, qk_matmul_output_mode = 1 : i64} : (tensor<1x2x?x1xf32>, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, none, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, none) -> (none, none, none, !onnx.unknown)
  %h:4 = onnx.Attention %d, %n, %x, %u, %p, %w, %none : (tensor<1x2x?x1xf32>, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, tensor<1x?xf32>, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>, none) -> (!onnx.unknown, none, none, none)
  return %a#0, %b#0, %c#0, %c#3, %e#0, %f#0, %f#1, %f#2, %g#3, %h#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
