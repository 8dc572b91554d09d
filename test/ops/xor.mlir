// RUN: cameo run %s --input 'x0=[[false], [true]]' --input 'x1=[false, true]' | FileCheck %s

// CHECK: y0: tensor<2x2xi1> {{\[\[}}false, true], [true, false]]

func.func @main(%x0: tensor<2x1xi1> {onnx.name = "x0"},
                %x1: tensor<2xi1> {onnx.name = "x1"})
    -> (tensor<2x2xi1> {onnx.name = "y0"}) {
  %0 = onnx.Xor %x0, %x1 : (tensor<2x1xi1>, tensor<2xi1>) -> tensor<2x2xi1>
  return %0 : tensor<2x2xi1>
}
