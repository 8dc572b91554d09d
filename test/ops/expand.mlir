// RUN: cameo run %s --input 'X=[[1], [2]]' --input 'S=[2, 1]' --input 'T=[0, 2]' | FileCheck %s
// RUN: not cameo run %s --input 'X=[[1], [2]]' --input 'S=[2, 1]' --input 'T=[0, 3]' 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not cameo run %s --input 'X=[[1], [2]]' --input 'S=[1, 1]' --input 'T=[2, 2]' 2>&1 | FileCheck %s --check-prefix=WRONG

// The shape that the model declares is not known to be true before S + T is
// computed; on a device, that is in the middle of the recording.
// CHECK: Y: tensor<2x3xf32> {{\[\[}}-1, -1, -1], [-2, -2, -2]]
// WRONG: the shapes do not fit the model
func.func @main(%x: tensor<2x1xf32> {onnx.name = "X"}, %s: tensor<2xi64> {onnx.name = "S"}, %t: tensor<2xi64> {onnx.name = "T"}) -> (tensor<2x3xf32> {onnx.name = "Y"}) {
  %0 = onnx.Neg %x : (tensor<2x1xf32>) -> tensor<2x1xf32>
  %1 = onnx.Add %s, %t : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
  %2 = onnx.Expand %0, %1 : (tensor<2x1xf32>, tensor<2xi64>) -> tensor<2x3xf32>
  return %2 : tensor<2x3xf32>
}
