// RUN: cameo run %s --input 'X=[-1, 0, 1.55]' --input 'Z=[0, -0]' | FileCheck %s

// CHECK: Y: tensor<3xui8> [0, 100, 255]
// CHECK: S: tensor<f32> 0.01
// CHECK: P: tensor<ui8> 100
// Zeros have no range.
// CHECK: ZY: tensor<2xui8> [0, 0]
// CHECK: ZS: tensor<f32> 1
// CHECK: ZP: tensor<ui8> 0
func.func @main(%x: tensor<3xf32> {onnx.name = "X"}, %z: tensor<2xf32> {onnx.name = "Z"})
    -> (tensor<3xui8> {onnx.name = "Y"}, tensor<f32> {onnx.name = "S"}, tensor<ui8> {onnx.name = "P"},
        tensor<2xui8> {onnx.name = "ZY"}, tensor<f32> {onnx.name = "ZS"}, tensor<ui8> {onnx.name = "ZP"}) {
  %0:3 = onnx.DynamicQuantizeLinear %x : (tensor<3xf32>) -> (tensor<3xui8>, tensor<f32>, tensor<ui8>)
  %1:3 = onnx.DynamicQuantizeLinear %z : (tensor<2xf32>) -> (tensor<2xui8>, tensor<f32>, tensor<ui8>)
  return %0#0, %0#1, %0#2, %1#0, %1#1, %1#2 : tensor<3xui8>, tensor<f32>, tensor<ui8>, tensor<2xui8>, tensor<f32>, tensor<ui8>
}
