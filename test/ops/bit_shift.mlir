// RUN: cameo run %s --input 'x0=[129, 129, 129]' --input 'x1=[1, 7, 8]' \
// RUN:   --input 'x2=[129, 129, 129]' --input 'x3=[1, 7, 200]' --input 'x4=[1]' \
// RUN:   --input 'x5=[31]' | FileCheck %s

// What is shifted out is gone, also when that is everything.

// CHECK: y0: tensor<3xui8> [2, 128, 0]
// CHECK: y1: tensor<3xui8> [64, 1, 0]
// CHECK: y2: tensor<1xui32> [2147483648]

func.func @main(%x0: tensor<3xui8> {onnx.name = "x0"},
                %x1: tensor<3xui8> {onnx.name = "x1"},
                %x2: tensor<3xui8> {onnx.name = "x2"},
                %x3: tensor<3xui8> {onnx.name = "x3"},
                %x4: tensor<1xui32> {onnx.name = "x4"},
                %x5: tensor<1xui32> {onnx.name = "x5"})
    -> (tensor<3xui8> {onnx.name = "y0"},
        tensor<3xui8> {onnx.name = "y1"},
        tensor<1xui32> {onnx.name = "y2"}) {
  %0 = onnx.BitShift %x0, %x1 {direction = "LEFT"} : (tensor<3xui8>, tensor<3xui8>) -> tensor<3xui8>
  %1 = onnx.BitShift %x2, %x3 {direction = "RIGHT"} : (tensor<3xui8>, tensor<3xui8>) -> tensor<3xui8>
  %2 = onnx.BitShift %x4, %x5 {direction = "LEFT"} : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
  return %0, %1, %2 : tensor<3xui8>, tensor<3xui8>, tensor<1xui32>
}
