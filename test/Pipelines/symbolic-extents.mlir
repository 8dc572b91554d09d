// What is only assumed of symbolic dims at compile time is checked by the run.
// RUN: split-file %s %t

// Extents that broadcast must be equal or 1; of 0 and 1 the result has 0.
// RUN: cameo compile %t/add.mlir -o %t/add.so
// RUN: cameo run %t/add.so --input '[1, 2]' --input '[3, 4]' | FileCheck %s --check-prefix=ADD
// RUN: cameo run %t/add.so --input '[1, 2]' --input '[5]' | FileCheck %s --check-prefix=ONE
// RUN: cameo run %t/add.so --input '[]' --input '[5]' | FileCheck %s --check-prefix=ZERO
// RUN: not cameo run %t/add.so --input '[1, 2, 3]' --input '[3, 4]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/add.so --input '[]' --input '[3, 4]' 2>&1 | FileCheck %s
// ADD: y: tensor<2xf32> [4, 6]
// ONE: y: tensor<2xf32> [6, 7]
// ZERO: y: tensor<0xf32> []
// CHECK: the shapes do not fit the model

// The contracted dimension, and those that a concatenation keeps.
// RUN: cameo compile %t/matmul.mlir -o %t/matmul.so
// RUN: cameo run %t/matmul.so --input '[[1, 2]]' --input '[[3], [4]]' | FileCheck %s --check-prefix=MATMUL
// RUN: not cameo run %t/matmul.so --input '[[1, 2]]' --input '[[3]]' 2>&1 | FileCheck %s
// RUN: cameo compile %t/concat.mlir -o %t/concat.so
// RUN: cameo run %t/concat.so --input '[[1, 2]]' --input '[[3, 4]]' | FileCheck %s --check-prefix=CONCAT
// RUN: not cameo run %t/concat.so --input '[[1, 2]]' --input '[[3, 4, 5]]' 2>&1 | FileCheck %s
// MATMUL: y: tensor<1x1xf32> {{\[\[}}11]]
// CONCAT: y: tensor<2x2xf32> {{\[\[}}1, 2], [3, 4]]

// A reshape keeps the number of elements, and a quotient by zero is none.
// RUN: cameo compile %t/reshape.mlir -o %t/reshape.so
// RUN: cameo run %t/reshape.so --input '[1, 2, 3, 4]' --input '[1, 1]' | FileCheck %s --check-prefix=RESHAPE
// RUN: not cameo run %t/reshape.so --input '[1, 2, 3]' --input '[1, 1]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/reshape.so --input '[1, 2, 3]' --input '[]' 2>&1 | FileCheck %s
// RESHAPE: y: tensor<2x2xf32> {{\[\[}}1, 2], [3, 4]]

// A window needs room, and an index its element.
// RUN: cameo compile %t/pool.mlir -o %t/pool.so
// RUN: cameo run %t/pool.so --input '[[[1, 2, 3]]]' | FileCheck %s --check-prefix=POOL
// RUN: not cameo run %t/pool.so --input '[[[1]]]' 2>&1 | FileCheck %s
// RUN: cameo compile %t/gather.mlir -o %t/gather.so
// RUN: cameo run %t/gather.so --input '[1, 2, 3]' | FileCheck %s --check-prefix=GATHER
// RUN: not cameo run %t/gather.so --input '[1, 2]' 2>&1 | FileCheck %s
// POOL: y: tensor<1x1x1xf32> {{\[\[\[}}2]]]
// GATHER: y: tensor<2xf32> [3, 1]

//--- add.mlir
func.func @main(%a: tensor<?xf32> {onnx.name = "a", onnx.dim_names = ["a"]},
                %b: tensor<?xf32> {onnx.name = "b", onnx.dim_names = ["b"]}) -> (tensor<?xf32> {onnx.name = "y"}) {
  %y = onnx.Add %a, %b : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
//--- matmul.mlir
func.func @main(%a: tensor<1x?xf32> {onnx.name = "a", onnx.dim_names = ["", "a"]},
                %b: tensor<?x1xf32> {onnx.name = "b", onnx.dim_names = ["b", ""]}) -> (tensor<1x1xf32> {onnx.name = "y"}) {
  %y = onnx.MatMul %a, %b : (tensor<1x?xf32>, tensor<?x1xf32>) -> tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}
//--- concat.mlir
func.func @main(%a: tensor<1x?xf32> {onnx.name = "a", onnx.dim_names = ["", "a"]},
                %b: tensor<1x?xf32> {onnx.name = "b", onnx.dim_names = ["", "b"]}) -> (tensor<2x?xf32> {onnx.name = "y"}) {
  %y = onnx.Concat %a, %b {axis = 0 : i64} : (tensor<1x?xf32>, tensor<1x?xf32>) -> tensor<2x?xf32>
  return %y : tensor<2x?xf32>
}
//--- reshape.mlir
func.func @main(%a: tensor<?xf32> {onnx.name = "a", onnx.dim_names = ["a"]},
                %b: tensor<?xf32> {onnx.name = "b", onnx.dim_names = ["b"]}) -> (tensor<?x?xf32> {onnx.name = "y"}) {
  %extent = onnx.Shape %b : (tensor<?xf32>) -> tensor<1xi64>
  %rest = onnx.Constant dense<-1> : tensor<1xi64>
  %shape = onnx.Concat %extent, %rest {axis = 0 : i64} : (tensor<1xi64>, tensor<1xi64>) -> tensor<2xi64>
  %y = onnx.Reshape %a, %shape : (tensor<?xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
//--- pool.mlir
func.func @main(%x: tensor<1x1x?xf32> {onnx.name = "x", onnx.dim_names = ["", "", "n"]}) -> (tensor<1x1x?xf32> {onnx.name = "y"}) {
  %y = onnx.AveragePool %x {kernel_shape = array<i64: 3>} : (tensor<1x1x?xf32>) -> tensor<1x1x?xf32>
  return %y : tensor<1x1x?xf32>
}
//--- gather.mlir
func.func @main(%x: tensor<?xf32> {onnx.name = "x", onnx.dim_names = ["n"]}) -> (tensor<2xf32> {onnx.name = "y"}) {
  %i = onnx.Constant dense<[2, -3]> : tensor<2xi64>
  %y = onnx.Gather %x, %i : (tensor<?xf32>, tensor<2xi64>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
