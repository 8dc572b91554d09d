// RUN: cameo run %s --input 'X=[[[1,2,3,4,5]]]' --input 'C=[[1,1],[0,0.5]]' \
// RUN:   --input 'S=[[0,0],[1,0]]' --input 'P=[[1]]' | FileCheck %s

// Position 1 turns the first pair by a quarter, and halves the second; the fifth
// element stays. Pairs are neighbours when interleaved, else one from each half.
// CHECK: A: tensor<1x1x5xf32> {{\[\[\[}}-3, 1, 1, 2, 5]]]
// CHECK: B: tensor<1x1x5xf32> {{\[\[\[}}-2, 1, 1.5, 2, 5]]]
func.func @main(%x: tensor<1x1x5xf32> {onnx.name = "X"}, %c: tensor<2x2xf32> {onnx.name = "C"}, %s: tensor<2x2xf32> {onnx.name = "S"}, %p: tensor<1x1xi64> {onnx.name = "P"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.RotaryEmbedding %x, %c, %s, %p {num_heads = 1 : i64, rotary_embedding_dim = 4 : i64} : (tensor<1x1x5xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<1x1xi64>) -> !onnx.unknown
  %b = onnx.RotaryEmbedding %x, %c, %s, %p {interleaved = 1 : i64, num_heads = 1 : i64, rotary_embedding_dim = 4 : i64} : (tensor<1x1x5xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<1x1xi64>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
