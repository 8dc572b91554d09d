// RUN: cameo run %s --input 'X=[[[0], [1]]]' --input 'Q=[[[1, 0], [0, 0]]]' --input 'M=[[1, 0]]' \
// RUN:   --input 'S=[2]' --input 'B=[[[3], [4]]]' | FileCheck %s

// Q is 0, so every key that is seen weighs the same. V is 2 x + 1: 1 and 3.
// CHECK: Y0: tensor<1x2x1xf32> {{\[\[\[}}2], [2]]]
// CHECK: Y1: tensor<1x2x1xf32> {{\[\[\[}}1], [1]]]
// With a past value of 5, causal: the mean of 5 and 1, and of 5, 1 and 3.
// CHECK: Y2: tensor<1x2x1xf32> {{\[\[\[}}3], [3]]]
// CHECK: P2: tensor<2x1x1x3x1xf32> {{\[\[\[\[\[}}7], [0], [1]]]], {{\[\[\[\[}}5], [1], [3]]]]]
// A mask for three keys at most: the queries are the last two of these.
// CHECK: Y10: tensor<1x2x1xf32> {{\[\[\[}}5], [2]]]
// Two heads: the first sees the first key by e times more where its query is 1.
// CHECK: Y3: tensor<1x2x2xf32> {{\[\[\[}}0.7310{{[0-9]*}}, 0], [0.5, 0]]]
// CHECK: Y4: tensor<1x2x2xf32> {{\[\[\[}}1, 0], [0.5, 0]]]
// The bias of Q and of V, the mask of the second key.
// CHECK: Y5: tensor<1x2x2xf32> {{\[\[\[}}1, 3], [1, 3]]]
// One new key behind two of the past: the last one of four places stays as it is.
// CHECK: Y6: tensor<1x1x2xf32> {{\[\[\[}}4, 4]]]
// CHECK: K6: tensor<1x1x4x1xf32> {{\[\[\[\[}}9], [9], [3], [0]]]]
// CHECK: Y7: tensor<1x1x2xf32> {{\[\[\[}}4.5, 4.5]]]
// A sequence without a past is causal.
// CHECK: Y8: tensor<1x2x1xf32> {{\[\[\[}}3], [3.8807{{[0-9]*}}]]]
// CHECK: Y9: tensor<1x2x1xf32> {{\[\[\[}}1], [2]]]
func.func @main(%x: tensor<1x?x1xf32> {onnx.name = "X", onnx.dims = ["", "L", ""]},
                %q: tensor<1x?x2xf32> {onnx.name = "Q", onnx.dims = ["", "L", ""]},
                %m: tensor<1x?xi32> {onnx.name = "M", onnx.dims = ["", "L"]}, %s: tensor<1xi32> {onnx.name = "S"},
                %b: tensor<1x2x1xf32> {onnx.name = "B"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"},
        !onnx.unknown {onnx.name = "P2"}, !onnx.unknown {onnx.name = "Y10"}, !onnx.unknown {onnx.name = "Y3"}, !onnx.unknown {onnx.name = "Y4"},
        !onnx.unknown {onnx.name = "Y5"}, !onnx.unknown {onnx.name = "Y6"}, !onnx.unknown {onnx.name = "K6"},
        !onnx.unknown {onnx.name = "Y7"}, !onnx.unknown {onnx.name = "Y8"}, !onnx.unknown {onnx.name = "Y9"}) {
  %none = onnx.None : none
  %w = onnx.Constant dense<[[0.0, 1.0, 2.0]]> : tensor<1x3xf32> : tensor<1x3xf32>
  %bias = onnx.Constant dense<[0.0, 0.0, 1.0]> : tensor<3xf32> : tensor<3xf32>
  %past = onnx.Constant dense<[[[[[7.0]]]], [[[[5.0]]]]]> : tensor<2x1x1x1x1xf32> : tensor<2x1x1x1x1xf32>
  %v = onnx.Constant dense<[[[1.0, 0.0], [0.0, 0.0]]]> : tensor<1x2x2xf32> : tensor<1x2x2xf32>
  %all = onnx.Constant dense<[0.0, 0.0, 0.0, 0.0, 0.0, 3.0]> : tensor<6xf32> : tensor<6xf32>
  %0:2 = onnx.microsoft.Attention %x, %w, %bias, %none, %none, %none, %none {num_heads = 1 : i64} : (tensor<1x?x1xf32>, tensor<1x3xf32>, tensor<3xf32>, none, none, none, none) -> (!onnx.unknown, none)
  %1:2 = onnx.microsoft.Attention %x, %w, %bias, %m, %none, %none, %none {num_heads = 1 : i64} : (tensor<1x?x1xf32>, tensor<1x3xf32>, tensor<3xf32>, tensor<1x?xi32>, none, none, none) -> (!onnx.unknown, none)
  %2:2 = onnx.microsoft.Attention %x, %w, %bias, %none, %past, %none, %none {num_heads = 1 : i64, unidirectional = 1 : i64} : (tensor<1x?x1xf32>, tensor<1x3xf32>, tensor<3xf32>, none, tensor<2x1x1x1x1xf32>, none, none) -> (!onnx.unknown, !onnx.unknown)
  %square = onnx.Constant dense<[[[[1, 1, 1], [1, 0, 0], [0, 1, 1]]]]> : tensor<1x1x3x3xi32> : tensor<1x1x3x3xi32>
  %10:2 = onnx.microsoft.Attention %x, %w, %bias, %square, %past, %none, %none {num_heads = 1 : i64} : (tensor<1x?x1xf32>, tensor<1x3xf32>, tensor<3xf32>, tensor<1x1x3x3xi32>, tensor<2x1x1x1x1xf32>, none, none) -> (!onnx.unknown, none)
  %3:4 = onnx.microsoft.MultiHeadAttention %q, %v, %v, %none, %none, %none, %none, %none, %none, %none {num_heads = 2 : i64} : (tensor<1x?x2xf32>, tensor<1x2x2xf32>, tensor<1x2x2xf32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %4:4 = onnx.microsoft.MultiHeadAttention %q, %v, %v, %none, %none, %none, %none, %none, %none, %none {num_heads = 2 : i64, unidirectional = 1 : i64} : (tensor<1x?x2xf32>, tensor<1x2x2xf32>, tensor<1x2x2xf32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %5:4 = onnx.microsoft.MultiHeadAttention %q, %v, %v, %all, %m, %none, %none, %none, %none, %none {num_heads = 2 : i64} : (tensor<1x?x2xf32>, tensor<1x2x2xf32>, tensor<1x2x2xf32>, tensor<6xf32>, tensor<1x?xi32>, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  %zero = onnx.Constant dense<0.0> : tensor<1x1x2xf32> : tensor<1x1x2xf32>
  %three = onnx.Constant dense<3.0> : tensor<1x1x1xf32> : tensor<1x1x1xf32>
  %cache = onnx.Constant dense<[[[[9.0], [9.0], [8.0], [8.0]]]]> : tensor<1x1x4x1xf32> : tensor<1x1x4x1xf32>
  %values = onnx.Constant dense<[[[[3.0], [6.0], [8.0], [8.0]]]]> : tensor<1x1x4x1xf32> : tensor<1x1x4x1xf32>
  %total = onnx.Constant dense<3> : tensor<i32> : tensor<i32>
  %6:4 = onnx.microsoft.GroupQueryAttention %zero, %three, %three, %cache, %values, %s, %total, %none, %none, %none, %none, %none {kv_num_heads = 1 : i64, num_heads = 2 : i64} : (tensor<1x1x2xf32>, tensor<1x1x1xf32>, tensor<1x1x1xf32>, tensor<1x1x4x1xf32>, tensor<1x1x4x1xf32>, tensor<1xi32>, tensor<i32>, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown, none)
  %7:4 = onnx.microsoft.GroupQueryAttention %zero, %three, %three, %cache, %values, %s, %total, %none, %none, %none, %none, %none {kv_num_heads = 1 : i64, local_window_size = 2 : i64, num_heads = 2 : i64} : (tensor<1x1x2xf32>, tensor<1x1x1xf32>, tensor<1x1x1xf32>, tensor<1x1x4x1xf32>, tensor<1x1x4x1xf32>, tensor<1xi32>, tensor<i32>, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown, none)
  %one = onnx.Constant dense<[1]> : tensor<1xi32> : tensor<1xi32>
  %two = onnx.Constant dense<2> : tensor<i32> : tensor<i32>
  %8:4 = onnx.microsoft.GroupQueryAttention %b, %b, %b, %none, %none, %one, %two, %none, %none, %none, %none, %none {kv_num_heads = 1 : i64, num_heads = 1 : i64, scale = 0.5 : f32} : (tensor<1x2x1xf32>, tensor<1x2x1xf32>, tensor<1x2x1xf32>, none, none, tensor<1xi32>, tensor<i32>, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown, none)
  // Q is 0, K is 2 or 0 less the zero point; V is (q - 2) * 0.5 * 2: 1 and 3 with a weight of 1.
  %bytes = onnx.Constant dense<[[[3], [5]]]> : tensor<1x2x1xui8> : tensor<1x2x1xui8>
  %weight = onnx.Constant dense<[[0, 4, 2]]> : tensor<1x3xi8> : tensor<1x3xi8>
  %half = onnx.Constant dense<0.5> : tensor<f32> : tensor<f32>
  %unit = onnx.Constant dense<1.0> : tensor<f32> : tensor<f32>
  %point = onnx.Constant dense<2> : tensor<ui8> : tensor<ui8>
  %none3 = onnx.Constant dense<0.0> : tensor<3xf32> : tensor<3xf32>
  %9:2 = onnx.microsoft.QAttention %bytes, %weight, %none3, %half, %unit, %none, %point, %none, %none {num_heads = 1 : i64, unidirectional = 1 : i64} : (tensor<1x2x1xui8>, tensor<1x3xi8>, tensor<3xf32>, tensor<f32>, tensor<f32>, none, tensor<ui8>, none, none) -> (!onnx.unknown, none)
  return %0#0, %1#0, %2#0, %2#1, %10#0, %3#0, %4#0, %5#0, %6#0, %6#1, %7#0, %8#0, %9#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
