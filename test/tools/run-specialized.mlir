// Code for some values of dims, and for all others, in one object.
// RUN: cameo run %s --dim=n=1,2 --dim=m=3,4 --input x='[[1, 2, 3]]' --input y='[[1], [1], [1]]' | FileCheck %s --check-prefix=ONE
// RUN: cameo run %s --dim=n=1,2 --dim=m=3,4 --input x='[[1, 2, 3, 4], [5, 6, 7, 8]]' --input y='[[1], [1], [1], [1]]' | FileCheck %s --check-prefix=TWO
// RUN: cameo run %s --dim=n=1,2 --dim=m=3,4 --input x='[[1], [2], [3]]' --input y='[[2]]' | FileCheck %s --check-prefix=OTHER
// RUN: not cameo run %s --dim=n=1,2 --input x='[[1, 2]]' --input y='[[2]]' 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not cameo run %s --dim=n=1,x --input x='[[1, 2]]' --input y='[[2]]' 2>&1 | FileCheck %s --check-prefix=SYNTAX
// ONE: z: tensor<1x1xf32> {{\[\[}}6]]
// ONE-NEXT: max: tensor<1x3xf32> {{\[\[}}1, 2, 3]]
// TWO: z: tensor<2x1xf32> {{\[\[}}10], [26]]
// TWO-NEXT: max: tensor<2x4xf32> {{\[\[}}1, 2, 3, 4], [5, 6, 7, 8]]
// OTHER: z: tensor<3x1xf32> {{\[\[}}2], [4], [6]]
// OTHER-NEXT: max: tensor<3x1xf32> {{\[\[}}1], [2], [3]]
// WRONG: input 'y'
// SYNTAX: --dim=n=1,x: write it as NAME=N,N, such as --dim=batch=1,8
// RUN: cameo compile %s -o %t.o --name=net --dim=n=1,2 && FileCheck %s --check-prefix=HEADER < %t.h
// HEADER: float *z; /* float32 [n, 1] */
// HEADER: size_t net_workspace_size(int64_t n, int64_t m);
func.func @main(%x: tensor<?x?xf32> {onnx.name = "x", onnx.dim_names = ["n", "m"]}, %y: tensor<?x1xf32> {onnx.name = "y", onnx.dim_names = ["m", ""]})
    -> (!onnx.unknown {onnx.name = "z"}, !onnx.unknown {onnx.name = "max"}) {
  %0 = onnx.MatMul %x, %y : (tensor<?x?xf32>, tensor<?x1xf32>) -> !onnx.unknown
  %1 = onnx.Relu %x : (tensor<?x?xf32>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
