// Batches of products: q · kᵀ with a transposed right operand of any size, and a
// right operand that all batches share.

// RUN: cameo run %s --full --input 'q=[[[1, 2, 3]], [[2, 2, 2]]]' --input 'k=[[[1, 0, 0], [0, 1, 0]], [[1, 1, 1], [2, 0, 2]]]' --input 'w=[[1, 0], [10, 0], [100, 1]]' | FileCheck %s
// CHECK:      scores: tensor<2x1x2xf32> {{\[\[\[}}1, 2]], {{\[\[}}6, 8]]]
// CHECK-NEXT: projected: tensor<2x1x2xf32> {{\[\[\[}}321, 3]], {{\[\[}}222, 2]]]

// Rows and columns past one vector: every score is 3 · (row number).
// RUN: cameo run %s --full --input q=[[[1,1,1],[2,2,2],[3,3,3],[4,4,4],[5,5,5]]] --input k=[[[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[1,1,1],[2,2,2]]] --input 'w=[[1, 0], [10, 0], [100, 1]]' | FileCheck %s --check-prefix=LONG
// LONG:      scores: tensor<1x5x17xf32>
// LONG-SAME:   {{\[\[\[}}3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 6],
// LONG-SAME:   [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 12],
// LONG-SAME:   [15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 30]]]
// LONG-NEXT: projected: tensor<1x5x2xf32> {{\[\[\[}}111, 1], [222, 2], [333, 3], [444, 4], [555, 5]]]
func.func @main(%q: tensor<?x?x3xf32> {onnx.name = "q", onnx.dim_names = ["batch", "rows", ""]}, %k: tensor<?x?x3xf32> {onnx.name = "k", onnx.dim_names = ["batch", "columns", ""]}, %w: tensor<3x2xf32> {onnx.name = "w"}) -> (tensor<?x?x?xf32> {onnx.name = "scores"}, tensor<?x?x2xf32> {onnx.name = "projected"}) {
  %kT = onnx.Transpose %k {perm = array<i64: 0, 2, 1>} : (tensor<?x?x3xf32>) -> tensor<?x3x?xf32>
  %scores = onnx.MatMul %q, %kT : (tensor<?x?x3xf32>, tensor<?x3x?xf32>) -> tensor<?x?x?xf32>
  %projected = onnx.MatMul %q, %w : (tensor<?x?x3xf32>, tensor<3x2xf32>) -> tensor<?x?x2xf32>
  return %scores, %projected : tensor<?x?x?xf32>, tensor<?x?x2xf32>
}
