// RUN: cameo run %s --input 'x0=[[1, nan]]' --input 'x1=[true]' | FileCheck %s

// CHECK: y0: tensor<1x2xf32> {{\[\[}}1, nan]]
// CHECK: y1: tensor<1xi1> [true]

func.func @main(%x0: tensor<1x2xf32> {onnx.name = "x0"},
                %x1: tensor<1xi1> {onnx.name = "x1"})
    -> (tensor<1x2xf32> {onnx.name = "y0"},
        tensor<1xi1> {onnx.name = "y1"}) {
  %0 = onnx.Identity %x0 : (tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = onnx.Identity %x1 : (tensor<1xi1>) -> tensor<1xi1>
  return %0, %1 : tensor<1x2xf32>, tensor<1xi1>
}
