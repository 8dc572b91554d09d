// RUN: cameo run %s --input 'X=[0,1,2,3,4,5,6]' | FileCheck %s

// Backwards from the end, the last three, and an end beyond the end.
// CHECK: A: tensor<3xf32> [6, 4, 2]
// CHECK: B: tensor<3xf32> [4, 5, 6]
// CHECK: C: tensor<2xf32> [5, 6]
func.func @main(%x: tensor<?xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %m1 = onnx.Constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %m2 = onnx.Constant dense<-2> : tensor<1xi64> : tensor<1xi64>
  %m3 = onnx.Constant dense<-3> : tensor<1xi64> : tensor<1xi64>
  %one = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %five = onnx.Constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %large = onnx.Constant dense<9223372036854775807> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.Slice %x, %m1, %one, %none, %m2 : (tensor<?xf32>, tensor<1xi64>, tensor<1xi64>, none, tensor<1xi64>) -> !onnx.unknown
  %b = onnx.Slice %x, %m3, %large, %none, %none : (tensor<?xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> !onnx.unknown
  %c = onnx.Slice %x, %five, %large, %none, %none : (tensor<?xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
