// A fixed extent is that of the results, too, where an input is one.
// RUN: cameo run %s --dim n=2 --input x='[1, 2]' | FileCheck %s
// RUN: not cameo run %s --dim n=2 --input x='[1, 2, 3]' 2>&1 | FileCheck %s --check-prefix=SHAPE
// RUN: not cameo run %s --dim m=2 --input x='[1, 2]' 2>&1 | FileCheck %s --check-prefix=NAME
// CHECK: same: tensor<2xf32> [1, 2]
// SHAPE: input 'x'
// NAME: no input has a dimension named 'm'
func.func @main(%x: tensor<?xf32> {onnx.name = "x", onnx.dim_names = ["n"]})
    -> (tensor<?xf32> {onnx.name = "same"}) {
  return %x : tensor<?xf32>
}
