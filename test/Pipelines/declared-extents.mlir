// What a model declares of a shape that only data determine is checked by the run.
// RUN: split-file %s %t
// CHECK: the shapes do not fit the model

// RUN: cameo compile %t/reshape.mlir -o %t/reshape.so
// RUN: cameo run %t/reshape.so --input '[3, 2]' | FileCheck %s --check-prefix=RESHAPE
// RUN: cameo run %t/reshape.so --input '[-1, 2]' | FileCheck %s --check-prefix=RESHAPE
// RUN: cameo run %t/reshape.so --input '[0, 2]' | FileCheck %s --check-prefix=RESHAPE
// RUN: not cameo run %t/reshape.so --input '[2, 3]' 2>&1 | FileCheck %s
// RUN: cameo run %t/reshape.so --input '[3, 0]' | FileCheck %s --check-prefix=RESHAPE
// RUN: not cameo run %t/reshape.so --input '[6, 0]' 2>&1 | FileCheck %s
// RESHAPE: y: tensor<3x2xf32> {{\[\[}}1, 2], [3, 4], [5, 6]]

// RUN: cameo compile %t/expand.mlir -o %t/expand.so
// RUN: cameo run %t/expand.so --input '[2, 1]' | FileCheck %s --check-prefix=EXPAND
// RUN: not cameo run %t/expand.so --input '[1, 2]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/expand.so --input '[2, 3]' 2>&1 | FileCheck %s
// EXPAND: y: tensor<2x2xf32> {{\[\[}}1, 2], [1, 2]]

// RUN: cameo compile %t/slice.mlir -o %t/slice.so
// RUN: cameo run %t/slice.so --input '[1]' --input '[-1]' | FileCheck %s --check-prefix=SLICE
// RUN: not cameo run %t/slice.so --input '[1]' --input '[2]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/slice.so --input '[3]' --input '[9]' 2>&1 | FileCheck %s
// SLICE: y: tensor<2xf32> [2, 3]

// Axes and steps too.
// RUN: cameo compile %t/steps.mlir -o %t/steps.so
// RUN: cameo run %t/steps.so --input '[0, 1]' --input '[1, -2]' | FileCheck %s --check-prefix=STEPS
// RUN: cameo run %t/steps.so --input '[-2, -1]' --input '[1, -2]' | FileCheck %s --check-prefix=STEPS
// RUN: not cameo run %t/steps.so --input '[1, 0]' --input '[1, -2]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/steps.so --input '[0, 1]' --input '[1, -1]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/steps.so --input '[0, 1]' --input '[0, -2]' 2>&1 | FileCheck %s
// STEPS: y: tensor<1x2xf32> {{\[\[}}6, 4]]

// RUN: cameo compile %t/unsqueeze.mlir -o %t/unsqueeze.so
// RUN: cameo run %t/unsqueeze.so --input '[1, -1]' | FileCheck %s --check-prefix=UNSQUEEZE
// RUN: not cameo run %t/unsqueeze.so --input '[0, 1]' 2>&1 | FileCheck %s
// UNSQUEEZE: y: tensor<2x1x3x1xf32>
// RUN: cameo compile %t/squeeze.mlir -o %t/squeeze.so
// RUN: cameo run %t/squeeze.so --input '[-2]' | FileCheck %s --check-prefix=SQUEEZE
// RUN: not cameo run %t/squeeze.so --input '[0]' 2>&1 | FileCheck %s
// SQUEEZE: y: tensor<2x3xf32>

// RUN: cameo compile %t/pad.mlir -o %t/pad.so
// RUN: cameo run %t/pad.so --input '[2, -1]' | FileCheck %s --check-prefix=PAD
// RUN: not cameo run %t/pad.so --input '[1, 1]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/pad.so --input '[4, -3]' 2>&1 | FileCheck %s
// PAD: y: tensor<4xf32> [1, 1, 1, 2]

// RUN: cameo compile %t/range.mlir -o %t/range.so
// RUN: cameo run %t/range.so --input 1 --input 2.2 --input 0.5 | FileCheck %s --check-prefix=RANGE
// RUN: not cameo run %t/range.so --input 1 --input 2.2 --input 0.1 2>&1 | FileCheck %s
// RANGE: y: tensor<3xf32> [1, 1.5, 2]

// RUN: cameo compile %t/resize.mlir -o %t/resize.so
// RUN: cameo run %t/resize.so --input '[1, 1, 2.5]' | FileCheck %s --check-prefix=RESIZE
// RUN: not cameo run %t/resize.so --input '[1, 1, 2]' 2>&1 | FileCheck %s
// RUN: not cameo run %t/resize.so --input '[1, 1, nan]' 2>&1 | FileCheck %s
// RESIZE: y: tensor<1x1x5xf32>

// RUN: cameo compile %t/topk.mlir -o %t/topk.so
// RUN: cameo run %t/topk.so --input '[2]' | FileCheck %s --check-prefix=TOPK
// RUN: not cameo run %t/topk.so --input '[1]' 2>&1 | FileCheck %s
// TOPK: y: tensor<2xf32> [4, 3]

// RUN: cameo compile %t/reduce.mlir -o %t/reduce.so
// RUN: cameo run %t/reduce.so --input '[-1]' | FileCheck %s --check-prefix=REDUCE
// RUN: not cameo run %t/reduce.so --input '[0]' 2>&1 | FileCheck %s
// REDUCE: y: tensor<2xf32> [6, 15]

// RUN: cameo compile %t/cumsum.mlir -o %t/cumsum.so
// RUN: cameo run %t/cumsum.so --input 1 | FileCheck %s --check-prefix=CUMSUM
// RUN: not cameo run %t/cumsum.so --input 2 2>&1 | FileCheck %s
// CUMSUM: y: tensor<2x3xf32> {{\[\[}}1, 3, 6], [4, 9, 15]]

//--- reshape.mlir
func.func @main(%s: tensor<2xi64> {onnx.name = "s"}) -> (tensor<3x2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
  %y = onnx.Reshape %x, %s : (tensor<3x2xf32>, tensor<2xi64>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}
//--- expand.mlir
func.func @main(%s: tensor<2xi64> {onnx.name = "s"}) -> (tensor<2x2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[1.0, 2.0]]> : tensor<1x2xf32>
  %y = onnx.Expand %x, %s : (tensor<1x2xf32>, tensor<2xi64>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}
//--- slice.mlir
func.func @main(%s: tensor<1xi64> {onnx.name = "s"}, %e: tensor<1xi64> {onnx.name = "e"}) -> (tensor<2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %none = onnx.None : none
  %y = onnx.Slice %x, %s, %e, %none, %none : (tensor<4xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
//--- steps.mlir
func.func @main(%axes: tensor<2xi64> {onnx.name = "axes"}, %steps: tensor<2xi64> {onnx.name = "steps"}) -> (tensor<1x2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %s = onnx.Constant dense<[1, -1]> : tensor<2xi64>
  %e = onnx.Constant dense<[2, -9]> : tensor<2xi64>
  %y = onnx.Slice %x, %s, %e, %axes, %steps : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}
//--- unsqueeze.mlir
func.func @main(%a: tensor<2xi64> {onnx.name = "a"}) -> (tensor<2x1x3x1xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<1.0> : tensor<2x3xf32>
  %y = onnx.Unsqueeze %x, %a : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<2x1x3x1xf32>
  return %y : tensor<2x1x3x1xf32>
}
//--- squeeze.mlir
func.func @main(%a: tensor<1xi64> {onnx.name = "a"}) -> (tensor<2x3xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<1.0> : tensor<2x1x3xf32>
  %y = onnx.Squeeze %x, %a : (tensor<2x1x3xf32>, tensor<1xi64>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
//--- pad.mlir
func.func @main(%p: tensor<2xi64> {onnx.name = "p"}) -> (tensor<4xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
  %none = onnx.None : none
  %y = onnx.Pad %x, %p, %none, %none {mode = "edge"} : (tensor<3xf32>, tensor<2xi64>, none, none) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
//--- range.mlir
func.func @main(%s: tensor<f32> {onnx.name = "s"}, %l: tensor<f32> {onnx.name = "l"}, %d: tensor<f32> {onnx.name = "d"}) -> (tensor<3xf32> {onnx.name = "y"}) {
  %y = onnx.Range %s, %l, %d : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}
//--- resize.mlir
func.func @main(%s: tensor<3xf32> {onnx.name = "s"}) -> (tensor<1x1x5xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[[1.0, 2.0]]]> : tensor<1x1x2xf32>
  %none = onnx.None : none
  %y = onnx.Resize %x, %none, %s, %none {mode = "nearest"} : (tensor<1x1x2xf32>, none, tensor<3xf32>, none) -> tensor<1x1x5xf32>
  return %y : tensor<1x1x5xf32>
}
//--- topk.mlir
func.func @main(%k: tensor<1xi64> {onnx.name = "k"}) -> (tensor<2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[1.0, 4.0, 3.0]> : tensor<3xf32>
  %y, %i = onnx.TopK %x, %k : (tensor<3xf32>, tensor<1xi64>) -> (tensor<2xf32>, tensor<2xi64>)
  return %y : tensor<2xf32>
}
//--- reduce.mlir
func.func @main(%a: tensor<1xi64> {onnx.name = "a"}) -> (tensor<2xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %y = onnx.ReduceSum %x, %a {keepdims = 0 : i64} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
//--- cumsum.mlir
func.func @main(%a: tensor<i64> {onnx.name = "a"}) -> (tensor<2x3xf32> {onnx.name = "y"}) {
  %x = onnx.Constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %y = onnx.CumSum %x, %a : (tensor<2x3xf32>, tensor<i64>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
