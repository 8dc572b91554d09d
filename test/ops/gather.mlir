// RUN: cameo run %s --input 'X=[10,20,30]' --input 'I=[2,-1,0,7,-9]' | FileCheck %s

// A negative index counts from the end; one outside reads the nearest element.
// CHECK: Y: tensor<5xf32> [30, 30, 10, 30, 10]
func.func @main(%x: tensor<3xf32> {onnx.name = "X"}, %i: tensor<5xi64> {onnx.name = "I"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.Gather %x, %i : (tensor<3xf32>, tensor<5xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
