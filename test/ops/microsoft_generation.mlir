// Searches with a decoder whose logits are those of the last token alone: after 1 comes
// 2 (0.6) or 0 (0.3), after 0 the end, 3 (0.9), after 2 each of 0 and 1 (0.35).
// RUN: cameo run %s --input start='[[1], [0]]' --input one='[[1]]' | FileCheck %s

// The likeliest token each time; the pad token where there is an end.
// CHECK: greedy: tensor<2x4xi32> {{\[}}[1, 2, 0, 9], [0, 9, 9, 9]]
// What may not come twice, and an end that may not come early.
// CHECK-NEXT: rules: tensor<2x4xi32> {{\[}}[1, 2, 0, 9], [0, 2, 1, 9]]
// Where all have come to their ends, zeros as in ONNX Runtime.
// CHECK-NEXT: over: tensor<1x6xi32> {{\[}}[1, 2, 0, 9, 0, 0]]
// Two beams, by their probability: 1, 0 and its end are likelier than 1, 2, 0.
// CHECK-NEXT: beams: tensor<2x2x3xi32> {{\[\[}}[1, 0, 9], [1, 2, 0]], {{\[}}[0, 9, 9], [0, 2, 0]]]
// CHECK-NEXT: log_p: tensor<2x2xf32> {{\[}}[-1.3093{{[0-9]*}}, -1.5606{{[0-9]*}}], [-0.10536{{[0-9]*}}, -3.8632{{[0-9]*}}]]
// By their probability a token, and until there are two: 1, 2, 0 and its end.
// CHECK-NEXT: early: tensor<2x2x4xi32> {{\[\[}}[1, 2, 0, 9], [1, 0, 9, 9]], {{\[}}[0, 9, 9, 9], [0, 2, 0, 9]]]
// CHECK-NEXT: log_p_by_length: tensor<2x2xf32> {{\[}}[-0.5553{{[0-9]*}}, -0.6546{{[0-9]*}}], [-0.10536{{[0-9]*}}, -1.3228{{[0-9]*}}]]
// Of the tokens that make up half there is one after 1, and two after 2.
// CHECK-NEXT: drawn: tensor<1x3xi32> {{\[}}[1, 2, {{[01]}}]]
func.func @main(%start: tensor<2x1xi32> {onnx.name = "start"}, %one: tensor<1x1xi32> {onnx.name = "one"})
    -> (!onnx.unknown {onnx.name = "greedy"}, !onnx.unknown {onnx.name = "rules"}, !onnx.unknown {onnx.name = "over"}, !onnx.unknown {onnx.name = "beams"}, !onnx.unknown {onnx.name = "log_p"}, !onnx.unknown {onnx.name = "early"}, !onnx.unknown {onnx.name = "log_p_by_length"}, !onnx.unknown {onnx.name = "drawn"}) {
  %none = onnx.None : none
  %three = onnx.Constant dense<3> : tensor<1xi32>
  %four = onnx.Constant dense<4> : tensor<1xi32>
  %six = onnx.Constant dense<6> : tensor<1xi32>
  %two = onnx.Constant dense<2> : tensor<1xi32>
  %zero = onnx.Constant dense<0.0> : tensor<1xf32>
  %penalty = onnx.Constant dense<1.2> : tensor<1xf32>
  %greedy = onnx.microsoft.GreedySearch %start, %four, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64} : (tensor<2x1xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  %rules = onnx.microsoft.GreedySearch %start, %four, %three, %penalty, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64, no_repeat_ngram_size = 1 : i64} : (tensor<2x1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xf32>, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  %over = onnx.microsoft.GreedySearch %one, %six, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64} : (tensor<1x1xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  %beams:3 = onnx.microsoft.BeamSearch %start, %three, %none, %two, %two, %zero, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64} : (tensor<2x1xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, tensor<1xf32>, none, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, none) decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  %early:3 = onnx.microsoft.BeamSearch %start, %four, %none, %two, %two, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64, early_stopping = 1 : i64} : (tensor<2x1xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, none) decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  %drawn:2 = onnx.microsoft.Sampling %one, %three, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64, top_p = 0.5 : f32} : (tensor<1x1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none) decoder {
  ^bb0(%tokens: tensor<?x?xi32>, %positions: tensor<?x?xi32>, %mask: tensor<?x?xi32>, %past: tensor<2x?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %logits = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x?xi32>) -> tensor<*xf32>
    %axes = onnx.Constant dense<[0, 2, 4]> : tensor<3xi64>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x?xi32>, tensor<3xi64>) -> tensor<*xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<*xi32>) -> tensor<*xf32>
    %both = onnx.Concat %float, %float {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %present = onnx.Concat %past, %both {axis = 3 : i64} : (tensor<2x?x1x?x1xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Return %logits, %present : tensor<*xf32>, tensor<*xf32>
  } encoder {} first {}
  return %greedy, %rules, %over, %beams#0, %beams#1, %early#0, %early#1, %drawn#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
