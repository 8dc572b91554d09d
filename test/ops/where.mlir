// RUN: cameo run %s --input 'x0=[[true], [false]]' --input 'x1=[1, nan]' --input 'x2=3' \
// RUN:   --input 'x3=[true, false]' --input 'x4=[1, 2]' --input 'x5=[3, 4]' \
// RUN:   --input 'x6=[true, false]' --input 'x7=[false, false]' --input 'x8=[true, true]' \
// RUN:   | FileCheck %s

// CHECK: y0: tensor<2x2xf32> {{\[\[}}1, nan], [3, 3]]
// CHECK: y1: tensor<2xi64> [1, 4]
// CHECK: y2: tensor<2xi1> [false, true]

func.func @main(%x0: tensor<2x1xi1> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<f32> {onnx.name = "x2"},
                %x3: tensor<2xi1> {onnx.name = "x3"},
                %x4: tensor<2xi64> {onnx.name = "x4"},
                %x5: tensor<2xi64> {onnx.name = "x5"},
                %x6: tensor<2xi1> {onnx.name = "x6"},
                %x7: tensor<2xi1> {onnx.name = "x7"},
                %x8: tensor<2xi1> {onnx.name = "x8"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<2xi64> {onnx.name = "y1"},
        tensor<2xi1> {onnx.name = "y2"}) {
  %0 = onnx.Where %x0, %x1, %x2 : (tensor<2x1xi1>, tensor<2xf32>, tensor<f32>) -> tensor<2x2xf32>
  %1 = onnx.Where %x3, %x4, %x5 : (tensor<2xi1>, tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
  %2 = onnx.Where %x6, %x7, %x8 : (tensor<2xi1>, tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
  return %0, %1, %2 : tensor<2x2xf32>, tensor<2xi64>, tensor<2xi1>
}
