// Searches with an encoder. The decoder's logits are those of the last token (after 1: 2
// with 0.6 or 0 with 0.3; after 0 the end, 3, with 0.9; after 2: 0 and 1 with 0.35), with
// the largest of what the encoder gives added to those of token 1.
// RUN: cameo run %s --input ids='[[0, 0], [9, 5]]' --input features='[[[0, 0, 0]]]' --input first='[[2, 1]]' | FileCheck %s

// The pad token before 5 is none; 5 makes token 1 the likeliest one.
// CHECK: t5: tensor<2x1x4xi32> {{\[\[}}[1, 0, 9, 9]], {{\[}}[1, 1, 1, 1]]]
// CHECK-NEXT: log_p: tensor<2x1xf32>
// The encoder has the first logits: 2 (0.6) or 1 (0.2) after 2, 1. Their scores are given for each step.
// CHECK-NEXT: whisper: tensor<1x1x4xi32> {{\[\[}}[2, 1, 2, 0]]]
// CHECK-NEXT: scores: tensor<2x1x2x4xf32> {{\[\[\[}}[-2.30258{{[0-9]*}}, -1.60943{{[0-9]*}}, -0.51082{{[0-9]*}}, -2.30258{{[0-9]*}}], [-1e+09, -1e+09, -1e+09, -1e+09]]], {{\[\[}}[-1.5606{{[0-9]*}}, -1.5606{{[0-9]*}}, -2.1202{{[0-9]*}}, -2.8134{{[0-9]*}}], [-2.8134{{[0-9]*}}, -4.8283{{[0-9]*}}, -2.1202{{[0-9]*}}, -4.4228{{[0-9]*}}]]]]
func.func @main(%ids: tensor<2x2xi32> {onnx.name = "ids"}, %features: tensor<1x1x3xf32> {onnx.name = "features"}, %first: tensor<1x2xi32> {onnx.name = "first"})
    -> (!onnx.unknown {onnx.name = "t5"}, !onnx.unknown {onnx.name = "log_p"}, !onnx.unknown {onnx.name = "whisper"}, !onnx.unknown {onnx.name = "scores"}) {
  %none = onnx.None : none
  %four = onnx.Constant dense<4> : tensor<1xi32>
  %two = onnx.Constant dense<2> : tensor<1xi32>
  %just_one = onnx.Constant dense<1> : tensor<1xi32>
  %zero = onnx.Constant dense<0.0> : tensor<1xf32>
  %t5:3 = onnx.microsoft.BeamSearch %ids, %four, %none, %two, %just_one, %zero, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64, decoder_start_token_id = 1 : i64, model_type = 1 : i64} : (tensor<2x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, tensor<1xf32>, none, none, none, none, none, none) -> (!onnx.unknown, !onnx.unknown, none) decoder {
  ^bb0(%tokens: tensor<?x1xi32>, %mask: tensor<?x?xi32>, %keys: tensor<?x1x?x1xf32>, %values: tensor<?x1x?x1xf32>, %far: tensor<?x1x?x1xf32>, %other: tensor<?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %next = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x1xi32>) -> tensor<?x1x4xf32>
    %axes = onnx.Constant dense<[1, 2]> : tensor<2xi64>
    %most = onnx.ReduceMax %far, %axes {keepdims = 0 : i64} : (tensor<?x1x?x1xf32>, tensor<2xi64>) -> tensor<?x1xf32>
    %one = onnx.Constant dense<[[[0.0, 1.0, 0.0, 0.0]]]> : tensor<1x1x4xf32>
    %middle = onnx.Constant dense<1> : tensor<1xi64>
    %wide = onnx.Unsqueeze %most, %middle : (tensor<?x1xf32>, tensor<1xi64>) -> tensor<?x1x1xf32>
    %more = onnx.Mul %wide, %one : (tensor<?x1x1xf32>, tensor<1x1x4xf32>) -> tensor<?x1x4xf32>
    %logits = onnx.Add %next, %more : (tensor<?x1x4xf32>, tensor<?x1x4xf32>) -> tensor<?x1x4xf32>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x1x1x1xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<?x1x1x1xi32>) -> tensor<?x1x1x1xf32>
    %present = onnx.Concat %keys, %float {axis = 2 : i64} : (tensor<?x1x?x1xf32>, tensor<?x1x1x1xf32>) -> tensor<?x1x?x1xf32>
    onnx.Return %logits, %present, %present : tensor<?x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {
  ^bb0(%words: tensor<?x?xi32>, %mask: tensor<?x?xi32>):
    %seen = onnx.Mul %words, %mask : (tensor<?x?xi32>, tensor<?x?xi32>) -> tensor<?x?xi32>
    %axes = onnx.Constant dense<[1, 3]> : tensor<2xi64>
    %key = onnx.Unsqueeze %seen, %axes : (tensor<?x?xi32>, tensor<2xi64>) -> tensor<?x1x?x1xi32>
    %cross = onnx.Cast %key {to = 1 : i64} : (tensor<?x1x?x1xi32>) -> tensor<?x1x?x1xf32>
    onnx.Return %cross, %cross : tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } first {}
  %whisper:3 = onnx.microsoft.BeamSearch %features, %four, %none, %two, %just_one, %zero, %none, %none, %none, %none, %first, %none {eos_token_id = 3 : i64, pad_token_id = 9 : i64, decoder_start_token_id = 1 : i64, model_type = 2 : i64} : (tensor<1x1x3xf32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, tensor<1xf32>, none, none, none, none, tensor<1x2xi32>, none) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) decoder {
  ^bb0(%tokens: tensor<?x1xi32>, %keys: tensor<?x1x?x1xf32>, %values: tensor<?x1x?x1xf32>, %far: tensor<?x1x?x1xf32>, %other: tensor<?x1x?x1xf32>):
    %p = onnx.Constant dense<[[0.02, 0.02, 0.06, 0.9], [0.3, 0.04, 0.6, 0.06], [0.35, 0.35, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]> : tensor<10x4xf32>
    %log = onnx.Log %p : (tensor<10x4xf32>) -> tensor<10x4xf32>
    %next = onnx.Gather %log, %tokens : (tensor<10x4xf32>, tensor<?x1xi32>) -> tensor<?x1x4xf32>
    %axes = onnx.Constant dense<[1, 2]> : tensor<2xi64>
    %most = onnx.ReduceMax %far, %axes {keepdims = 0 : i64} : (tensor<?x1x?x1xf32>, tensor<2xi64>) -> tensor<?x1xf32>
    %one = onnx.Constant dense<[[[0.0, 1.0, 0.0, 0.0]]]> : tensor<1x1x4xf32>
    %middle = onnx.Constant dense<1> : tensor<1xi64>
    %wide = onnx.Unsqueeze %most, %middle : (tensor<?x1xf32>, tensor<1xi64>) -> tensor<?x1x1xf32>
    %more = onnx.Mul %wide, %one : (tensor<?x1x1xf32>, tensor<1x1x4xf32>) -> tensor<?x1x4xf32>
    %logits = onnx.Add %next, %more : (tensor<?x1x4xf32>, tensor<?x1x4xf32>) -> tensor<?x1x4xf32>
    %key = onnx.Unsqueeze %tokens, %axes : (tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x1x1x1xi32>
    %float = onnx.Cast %key {to = 1 : i64} : (tensor<?x1x1x1xi32>) -> tensor<?x1x1x1xf32>
    %present = onnx.Concat %keys, %float {axis = 2 : i64} : (tensor<?x1x?x1xf32>, tensor<?x1x1x1xf32>) -> tensor<?x1x?x1xf32>
    onnx.Return %logits, %present, %present : tensor<?x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {
  ^bb0(%sound: tensor<?x1x?xf32>, %begin: tensor<?x2xi32>):
    %p = onnx.Constant dense<[[[0.7, 0.1, 0.1, 0.1], [0.1, 0.2, 0.6, 0.1]]]> : tensor<1x2x4xf32>
    %logits = onnx.Log %p : (tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
    %axis = onnx.Constant dense<3> : tensor<1xi64>
    %cross = onnx.Unsqueeze %sound, %axis : (tensor<?x1x?xf32>, tensor<1xi64>) -> tensor<?x1x?x1xf32>
    %axes = onnx.Constant dense<[1, 3]> : tensor<2xi64>
    %float = onnx.Cast %begin {to = 1 : i64} : (tensor<?x2xi32>) -> tensor<?x2xf32>
    %own = onnx.Unsqueeze %float, %axes : (tensor<?x2xf32>, tensor<2xi64>) -> tensor<?x1x2x1xf32>
    onnx.Return %logits, %sound, %own, %own, %cross, %cross : tensor<1x2x4xf32>, tensor<?x1x?xf32>, tensor<?x1x2x1xf32>, tensor<?x1x2x1xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } first {}
  return %t5#0, %t5#1, %whisper#0, %whisper#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
