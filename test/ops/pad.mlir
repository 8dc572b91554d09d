// RUN: cameo run %s --input 'X=[1,2,3]' | FileCheck %s

// CHECK: A: tensor<5xf32> [2, 3, 0, 0, 0]
// CHECK: B: tensor<7xf32> [3, 2, 1, 2, 3, 2, 1]
// CHECK: C: tensor<5xf32> [3, 1, 2, 3, 1]
func.func @main(%x: tensor<3xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %crop = onnx.Constant dense<[-1, 3]> : tensor<2xi64> : tensor<2xi64>
  %two = onnx.Constant dense<2> : tensor<2xi64> : tensor<2xi64>
  %one = onnx.Constant dense<1> : tensor<2xi64> : tensor<2xi64>
  %a = onnx.Pad %x, %crop, %none, %none : (tensor<3xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  %b = onnx.Pad %x, %two, %none, %none {mode = "reflect"} : (tensor<3xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  %c = onnx.Pad %x, %one, %none, %none {mode = "wrap"} : (tensor<3xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
