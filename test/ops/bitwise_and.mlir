// RUN: cameo run %s --input 'x0=[[-1], [5]]' --input 'x1=[12, 3]' --input 'x2=[61680]' \
// RUN:   --input 'x3=[4095]' | FileCheck %s

// CHECK: y0: tensor<2x2xi8> {{\[\[}}12, 3], [4, 1]]
// CHECK: y1: tensor<1xui16> [240]

func.func @main(%x0: tensor<2x1xi8> {onnx.name = "x0"},
                %x1: tensor<2xi8> {onnx.name = "x1"},
                %x2: tensor<1xui16> {onnx.name = "x2"},
                %x3: tensor<1xui16> {onnx.name = "x3"})
    -> (tensor<2x2xi8> {onnx.name = "y0"},
        tensor<1xui16> {onnx.name = "y1"}) {
  %0 = onnx.BitwiseAnd %x0, %x1 : (tensor<2x1xi8>, tensor<2xi8>) -> tensor<2x2xi8>
  %1 = onnx.BitwiseAnd %x2, %x3 : (tensor<1xui16>, tensor<1xui16>) -> tensor<1xui16>
  return %0, %1 : tensor<2x2xi8>, tensor<1xui16>
}
