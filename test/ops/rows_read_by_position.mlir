// RUN: cameo run %s --input 'X=[[1,2,3,4],[5,5,7,7]]' | FileCheck %s

// The halves of a softmax's rows, one of them read by position, are subtracted.
// CHECK: Y: tensor<2x2xf32> {{\[\[}}-0.204{{[0-9]*}}, -0.556{{[0-9]*}}], [-0.380{{[0-9]*}}, -0.380{{[0-9]*}}]]
func.func @main(%x: tensor<2x4xf32> {onnx.name = "X"}) -> (tensor<?x?xf32> {onnx.name = "Y"}) {
  %halves = onnx.Constant dense<2> : tensor<2xi64> : tensor<2xi64>
  %0 = onnx.Softmax %x : (tensor<2x4xf32>) -> tensor<?x?xf32>
  %a, %b = onnx.Split %0, %halves {axis = 1 : i64} : (tensor<?x?xf32>, tensor<2xi64>) -> (tensor<?x?xf32>, tensor<?x?xf32>)
  %y = onnx.Sub %a, %b : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
