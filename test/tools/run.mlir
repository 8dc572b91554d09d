// RUN: cameo run %s --input 'X=[[1, 2], [nan, -inf]]' --input 'B=[[0.1, 1e10], [3, inf]]' | FileCheck %s
// Inputs may come without names, then in order.
// RUN: cameo run %s --input '[[1,2],[nan,-inf]]' --input '[[0.1,1e10],[3,inf]]' | FileCheck %s
// CHECK:      Z: tensor<2x2xf32> {{\[\[}}1.1, 1e+10], [nan, nan]]
// CHECK-NEXT: Y1: tensor<2x2xi1> {{\[\[}}true, false], [false, false]]

// A random input is the same every time.
// RUN: cameo run %s --input X=random --input B=random > %t.1
// RUN: cameo run %s --input X=random --input B=random > %t.2
// RUN: diff %t.1 %t.2

// What is written reads back.
// RUN: cameo run %s --input 'X=[[1, 2], [3, 4]]' --input 'B=[[5, 6], [7, 8]]' --output-dir %t.out
// RUN: cameo run %s --input X=%t.out/output_0.pb --input 'B=[[0, 0], [0, 0]]' | FileCheck %s --check-prefix=AGAIN
// AGAIN: Z: tensor<2x2xf32> {{\[\[}}6, 8], [10, 12]]

// A compiled library runs as its source does.
// RUN: cameo compile %s -o %t.so
// RUN: cameo run %t.so --input 'X=[[1, 2], [nan, -inf]]' --input 'B=[[0.1, 1e10], [3, inf]]' | FileCheck %s

// RUN: not cameo run %s --input 'X=[[1, 2], [3, 4]]' 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: input 'B' (f32 [2, 2]) is missing: give --input 'B=...'
// RUN: not cameo run %s --input 'X=[[1, 2], [3]]' 2>&1 | FileCheck %s --check-prefix=RAGGED
// RAGGED: --input X: the lists of one level have different lengths
// RUN: not cameo run %s --input 'X=[[1, 2], [3, four]]' 2>&1 | FileCheck %s --check-prefix=WORD
// WORD: --input X: 'four' is not a value of type f32
// RUN: not cameo run %s --input X=random --input 'B=[1]' 2>&1 | FileCheck %s --check-prefix=SHAPE
// SHAPE: input 'B' is tensor<1xf32>, but the model takes f32 [2, 2]
// RUN: not cameo run %s --input X=random --input X=random 2>&1 | FileCheck %s --check-prefix=TWICE
// TWICE: this input is given twice
func.func @main(%X: tensor<2x2xf32>, %B: tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<2x2xi1>) {
  %Z = onnx.Add %X, %B : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %0 = onnx.Greater %X, %B : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xi1>
  return %Z, %0 : tensor<2x2xf32>, tensor<2x2xi1>
}
