// RUN: cameo run %s --input 'x0=[[1], [inf]]' --input 'x1=[0.5, 2]' --input 'x2=3' \
// RUN:   --input 'x3=[60000]' --input 'x4=[50000]' | FileCheck %s

// The sum of halves does not overflow.

// CHECK: y0: tensor<2x2xf32> {{\[\[}}1.5, 2], [inf, inf]]
// CHECK: y1: tensor<1xf16> [54980]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<f32> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<1xf16> {onnx.name = "x4"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"}) {
  %0 = onnx.Mean %x0, %x1, %x2 : (tensor<2x1xf32>, tensor<2xf32>, tensor<f32>) -> tensor<2x2xf32>
  %1 = onnx.Mean %x3, %x4 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  return %0, %1 : tensor<2x2xf32>, tensor<1xf16>
}
