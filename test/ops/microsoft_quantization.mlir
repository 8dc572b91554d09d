// RUN: cameo run %s --input 'A=[12, 20]' --input 'B=[8, 4]' --input 'P=[[12, 14]]' \
// RUN:   --input 'Q=[[1, 2], [3, -4]]' --input 'F=[[0, 255]]' | FileCheck %s

// With scales of 0.5 and zero points of 10 and 0, the operands are [1, 5] and [4, 2].
// CHECK: Y0: tensor<2xui8> [15, 17]
// CHECK: Y1: tensor<2xui8> [14, 20]
// [2, 4] × Q * 0.5 * [2, 1] + [0, 1]
// CHECK: Y2: tensor<1x2xf32> {{\[\[}}14, -5]]
// The range [0, 255] is quantised exactly.
// CHECK: Y3: tensor<1x2xf32> {{\[\[}}1530, -1020]]
func.func @main(%a: tensor<2xui8> {onnx.name = "A"}, %b: tensor<2xui8> {onnx.name = "B"},
                %p: tensor<1x2xui8> {onnx.name = "P"}, %q: tensor<2x2xi8> {onnx.name = "Q"},
                %f: tensor<1x2xf32> {onnx.name = "F"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"}) {
  %none = onnx.None : none
  %half = onnx.Constant dense<0.5> : tensor<f32> : tensor<f32>
  %one = onnx.Constant dense<1.0> : tensor<f32> : tensor<f32>
  %ten = onnx.Constant dense<10> : tensor<ui8> : tensor<ui8>
  %scales = onnx.Constant dense<[2.0, 1.0]> : tensor<2xf32> : tensor<2xf32>
  %bias = onnx.Constant dense<[0.0, 1.0]> : tensor<2xf32> : tensor<2xf32>
  %0 = onnx.microsoft.QLinearAdd %a, %half, %ten, %b, %half, %none, %one, %ten : (tensor<2xui8>, tensor<f32>, tensor<ui8>, tensor<2xui8>, tensor<f32>, none, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %1 = onnx.microsoft.QLinearMul %a, %half, %ten, %b, %half, %none, %one, %ten : (tensor<2xui8>, tensor<f32>, tensor<ui8>, tensor<2xui8>, tensor<f32>, none, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %2 = onnx.microsoft.MatMulIntegerToFloat %p, %q, %half, %scales, %ten, %none, %bias : (tensor<1x2xui8>, tensor<2x2xi8>, tensor<f32>, tensor<2xf32>, tensor<ui8>, none, tensor<2xf32>) -> !onnx.unknown
  %3 = onnx.microsoft.DynamicQuantizeMatMul %f, %q, %scales, %none, %none : (tensor<1x2xf32>, tensor<2x2xi8>, tensor<2xf32>, none, none) -> !onnx.unknown
  return %0, %1, %2, %3 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
