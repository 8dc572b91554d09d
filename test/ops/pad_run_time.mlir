// RUN: cameo run %s --input x='[[1, 2], [3, 4]]' --input p='[1, -1]' | FileCheck %s
// CHECK: y: tensor<2x3xf32> {{.*}}2, 0, 0{{.*}}4, 0, 0
// RUN: not cameo run %s --input x='[[1, 2], [3, 4]]' --input p='[-9, -9]' 2>&1 | FileCheck %s --check-prefix=LESS
// LESS: the shapes do not fit the model
func.func @main(%x: tensor<2x2xf32>, %p: tensor<2xi64>) -> (!onnx.unknown {onnx.name = "y"}) {
  %zero = onnx.Constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %none = onnx.None : none
  %one = onnx.Constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %two = onnx.Constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %high = onnx.Slice %p, %zero, %one, %zero, %none : (tensor<2xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, none) -> tensor<1xi64>
  %low = onnx.Slice %p, %one, %two, %zero, %none : (tensor<2xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, none) -> tensor<1xi64>
  %more = onnx.Add %high, %one : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  %pads = onnx.Concat %zero, %low, %zero, %more {axis = 0 : i64} : (tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<4xi64>
  %y = onnx.Pad %x, %pads, %none, %none : (tensor<2x2xf32>, tensor<4xi64>, none, none) -> !onnx.unknown
  return %y : !onnx.unknown
}
