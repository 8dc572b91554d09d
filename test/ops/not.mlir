// RUN: cameo run %s --input 'x0=[false, true]' | FileCheck %s

// CHECK: y0: tensor<2xi1> [true, false]

func.func @main(%x0: tensor<2xi1> {onnx.name = "x0"})
    -> (tensor<2xi1> {onnx.name = "y0"}) {
  %0 = onnx.Not %x0 : (tensor<2xi1>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}
