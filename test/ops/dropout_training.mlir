// What is kept is doubled, what is not is 0; outside of training, and of a ratio of 0, all stays.
// RUN: cameo run %s --input x='[1, 2, 3, 4, 5, 6, 7, 8]' --input t=true --input r=0.5 | FileCheck %s
// RUN: cameo run %s --input x='[1, 2, 3, 4, 5, 6, 7, 8]' --input t=true --input r=0 | FileCheck %s --check-prefix=ALL
// RUN: cameo run %s --input x='[1, 2, 3, 4, 5, 6, 7, 8]' --input t=false --input r=0.5 | FileCheck %s --check-prefix=ALL
// CHECK: rest: tensor<8xf32> [0, 0, 0, 0, 0, 0, 0, 0]
// CHECK: doubled: tensor<i1> true
// ALL: y: tensor<8xf32> [1, 2, 3, 4, 5, 6, 7, 8]
// ALL: mask: tensor<8xi1> [true, true, true, true, true, true, true, true]
func.func @main(%x: tensor<8xf32>, %t: tensor<i1>, %r: tensor<f32>)
    -> (tensor<8xf32> {onnx.name = "y"}, tensor<8xi1> {onnx.name = "mask"}, !onnx.unknown {onnx.name = "rest"}, !onnx.unknown {onnx.name = "doubled"}) {
  %none = onnx.None : none
  %two = onnx.Constant dense<2.0> : tensor<f32>
  %zero = onnx.Constant dense<0.0> : tensor<f32>
  %0:2 = onnx.Dropout %x, %r, %t : (tensor<8xf32>, tensor<f32>, tensor<i1>) -> (tensor<8xf32>, tensor<8xi1>)
  %1 = onnx.Where %0#1, %zero, %0#0 : (tensor<8xi1>, tensor<f32>, tensor<8xf32>) -> !onnx.unknown
  %2 = onnx.Mul %x, %two : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %3 = onnx.Where %0#1, %2, %zero : (tensor<8xi1>, tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %4 = onnx.Sub %3, %0#0 : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %5 = onnx.ReduceL1 %4, %none {keepdims = 0 : i64} : (tensor<8xf32>, none) -> tensor<f32>
  %6 = onnx.Equal %5, %zero : (tensor<f32>, tensor<f32>) -> !onnx.unknown
  return %0#0, %0#1, %1, %6 : tensor<8xf32>, tensor<8xi1>, !onnx.unknown, !onnx.unknown
}
