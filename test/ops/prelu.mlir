// RUN: cameo run %s --input 'x0=[[2, -2], [nan, -4]]' --input 'x1=[0.5, 0.25]' --input 'x2=[-2]' \
// RUN:   --input 'x3=[0.5]' --input 'x4=[-2, 2]' --input 'x5=[3]' --input 'x6=[5]' \
// RUN:   --input 'x7=[3]' --input 'x8=[-1, 2]' --input 'x9=[[2], [3]]' | FileCheck %s

// CHECK: y0: tensor<2x2xf32> {{\[\[}}2, -0.5], [nan, -1]]
// CHECK: y1: tensor<1xf16> [-1]
// CHECK: y2: tensor<2xi32> [-6, 2]
// CHECK: y3: tensor<1xui32> [5]
// The slope may have more dimensions.
// CHECK: y4: tensor<2x2xf32> {{\[\[}}-2, 2], [-3, 2]]

func.func @main(%x0: tensor<2x2xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<1xf16> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<2xi32> {onnx.name = "x4"},
                %x5: tensor<1xi32> {onnx.name = "x5"},
                %x6: tensor<1xui32> {onnx.name = "x6"},
                %x7: tensor<1xui32> {onnx.name = "x7"},
                %x8: tensor<2xf32> {onnx.name = "x8"},
                %x9: tensor<2x1xf32> {onnx.name = "x9"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<2xi32> {onnx.name = "y2"},
        tensor<1xui32> {onnx.name = "y3"},
        tensor<2x2xf32> {onnx.name = "y4"}) {
  %0 = onnx.PRelu %x0, %x1 : (tensor<2x2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %1 = onnx.PRelu %x2, %x3 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.PRelu %x4, %x5 : (tensor<2xi32>, tensor<1xi32>) -> tensor<2xi32>
  %3 = onnx.PRelu %x6, %x7 : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
  %4 = onnx.PRelu %x8, %x9 : (tensor<2xf32>, tensor<2x1xf32>) -> tensor<2x2xf32>
  return %0, %1, %2, %3, %4 : tensor<2x2xf32>, tensor<1xf16>, tensor<2xi32>, tensor<1xui32>, tensor<2x2xf32>
}
