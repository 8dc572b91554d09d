// With a query of zeros all keys count alike: results are means of values.
// RUN: cameo run %s --input x='[[[1, 2]]]' --input past='[[[[4, 8], [9, 9], [5, 5]]]]' --input n=1 --input words='[[1, 2, 0], [2, 0, 0], [0, 1, 0], [1, 0, 2]]' | FileCheck %s

// A cache with room: the new value is second.
// CHECK: masked: tensor<1x1x2xf32> {{\[\[\[}}2.5, 5]]]
// CHECK-NEXT: present: tensor<1x1x3x2xf32> {{\[\[\[\[}}4, 8], [1, 2], [5, 5]]]]
// Behind four keys a sink takes a fifth of the softmax; of a logit of -inf, nothing.
// CHECK-NEXT: smooth: tensor<1x1x2xf32> {{\[\[\[}}3.8{{[0-9]*}}, 4.8{{[0-9]*}}]]]
// CHECK-NEXT: sink: tensor<1x1x2xf32> {{\[\[\[}}3.8{{[0-9]*}}, 4.8{{[0-9]*}}]]]
// CHECK-NEXT: nothing: tensor<1x1x2xf32> {{\[\[\[}}4.75, 6]]]
// CHECK-NEXT: bias: tensor<1x1x2xf32> {{\[\[\[}}1, 2]]]
// CHECK-NEXT: words: tensor<4x2xf32> {{\[}}[0.9999{{[0-9]*}}, 0.7615942], [0.98661{{[0-9]*}}, -0.9640276], [0, 0], [0.905148{{[0-9]*}}, -0.7615942]]
func.func @main(%x: tensor<1x1x2xf32> {onnx.name = "x"}, %past: tensor<1x1x3x2xf32> {onnx.name = "past"}, %n: tensor<i32> {onnx.name = "n"}, %words: tensor<4x3xi32> {onnx.name = "words"})
    -> (!onnx.unknown {onnx.name = "masked"}, !onnx.unknown {onnx.name = "present"}, !onnx.unknown {onnx.name = "smooth"}, !onnx.unknown {onnx.name = "sink"}, !onnx.unknown {onnx.name = "nothing"}, !onnx.unknown {onnx.name = "bias"}, !onnx.unknown {onnx.name = "words"}) {
  %none = onnx.None : none
  %q = onnx.Constant dense<0.0> : tensor<1x1x2xf32>
  %0:4 = onnx.microsoft.DecoderMaskedMultiHeadAttention %q, %x, %x, %none, %none, %past, %past, %n, %none, %none, %none {num_heads = 1 : i64, past_present_share_buffer = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, none, none, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, tensor<i32>, none, none, none) -> (!onnx.unknown, none, !onnx.unknown, none)
  %last = onnx.Constant dense<3> : tensor<1xi32>
  %total = onnx.Constant dense<4> : tensor<i32>
  %1:4 = onnx.microsoft.GroupQueryAttention %q, %x, %x, %past, %past, %last, %total, %none, %none, %none, %none, %none {num_heads = 1 : i64, kv_num_heads = 1 : i64, smooth_softmax = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, tensor<1xi32>, tensor<i32>, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %zero = onnx.Constant dense<0.0> : tensor<1xf32>
  %2:4 = onnx.microsoft.GroupQueryAttention %q, %x, %x, %past, %past, %last, %total, %none, %none, %none, %none, %zero {num_heads = 1 : i64, kv_num_heads = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, tensor<1xi32>, tensor<i32>, none, none, none, none, tensor<1xf32>) -> (!onnx.unknown, none, none, none)
  %never = onnx.Constant dense<0xFF800000> : tensor<1xf32>
  %3:4 = onnx.microsoft.GroupQueryAttention %q, %x, %x, %past, %past, %last, %total, %none, %none, %none, %none, %never {num_heads = 1 : i64, kv_num_heads = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, tensor<1xi32>, tensor<i32>, none, none, none, none, tensor<1xf32>) -> (!onnx.unknown, none, none, none)
  %hide = onnx.Constant dense<[[[[0xFF800000, 0xFF800000, 0xFF800000, 0.0]]]]> : tensor<1x1x1x4xf32>
  %4:4 = onnx.microsoft.GroupQueryAttention %q, %x, %x, %past, %past, %last, %total, %none, %none, %none, %hide, %none {num_heads = 1 : i64, kv_num_heads = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, tensor<1xi32>, tensor<i32>, none, none, none, tensor<1x1x1x4xf32>, none) -> (!onnx.unknown, none, none, none)
  %w = onnx.Constant dense<[[[[1.0], [2.0]]], [[[-1.0], [1.0]]]]> : tensor<2x1x2x1xf32>
  %b = onnx.Constant dense<[0.5, 0.0]> : tensor<2xf32>
  %c = onnx.Constant dense<[[0.0], [1.0], [2.0]]> : tensor<3x1xf32>
  %5 = onnx.microsoft.WordConvEmbedding %words, %w, %b, %c : (tensor<4x3xi32>, tensor<2x1x2x1xf32>, tensor<2xf32>, tensor<3x1xf32>) -> !onnx.unknown
  return %0#0, %0#2, %1#0, %2#0, %3#0, %4#0, %5 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
