// RUN: cameo run %s --input 'X=[[1,2],[3,4]]' --input 'A=[-1]' | FileCheck %s

// The axis is known only at run time.
// CHECK: Y: tensor<2xf32> [3, 7]
func.func @main(%x: tensor<2x2xf32> {onnx.name = "X"}, %a: tensor<1xi64> {onnx.name = "A"}) -> (tensor<2xf32> {onnx.name = "Y"}) {
  %0 = onnx.ReduceSum %x, %a {keepdims = 0 : i64} : (tensor<2x2xf32>, tensor<1xi64>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
