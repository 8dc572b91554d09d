// UNSUPPORTED: loops-end-early
// RUN: cameo run %s --input 'X=[[[[5, 0.7, 5, 0.7, 5]]]]' | FileCheck %s

// The means of millions of elements are as exact as those of few, in whichever
// dimension the sums run.
// CHECK: row: tensor<1x1xf32> {{\[\[}}3.28{{(0[0-9]*)?}}]]
// CHECK: column: tensor<1x5xf32> {{\[\[}}5, 0.{{(7|69997|70000)[0-9]*}}, 5, 0.{{(7|69997|70000)[0-9]*}}, 5]]
// CHECK: image: tensor<1x1x1x1xf32> {{.*}}3.2{{(8|79999)[0-9]*}}
// A product's sum is no other.
// CHECK: product: tensor<1x1xf32> {{\[\[}}3.2{{(8|79)[0-9]*}}]]
// Windows, too, are of any size.
// CHECK: window: tensor<1x1x1x1xf32> {{.*}}3.2{{(8|79999)[0-9]*}}
func.func @main(%x: tensor<1x1x1x5xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "row"}, !onnx.unknown {onnx.name = "column"}, !onnx.unknown {onnx.name = "image"}, !onnx.unknown {onnx.name = "product"},
        !onnx.unknown {onnx.name = "window"}) {
  %to = onnx.Constant dense<[1, 1, 2000000, 5]> : tensor<4xi64> : tensor<4xi64>
  %matrix = onnx.Constant dense<[2000000, 5]> : tensor<2xi64> : tensor<2xi64>
  %square = onnx.Constant dense<[1, 1, 4000, 2500]> : tensor<4xi64> : tensor<4xi64>
  %wide = onnx.Expand %x, %to : (tensor<1x1x1x5xf32>, tensor<4xi64>) -> tensor<1x1x2000000x5xf32>
  %rows = onnx.Reshape %wide, %matrix : (tensor<1x1x2000000x5xf32>, tensor<2xi64>) -> tensor<2000000x5xf32>
  %picture = onnx.Reshape %wide, %square : (tensor<1x1x2000000x5xf32>, tensor<4xi64>) -> tensor<1x1x4000x2500xf32>
  %all = onnx.Constant dense<[0, 1]> : tensor<2xi64> : tensor<2xi64>
  %first = onnx.Constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %a = onnx.ReduceMean %rows, %all : (tensor<2000000x5xf32>, tensor<2xi64>) -> !onnx.unknown
  %b = onnx.ReduceMean %rows, %first : (tensor<2000000x5xf32>, tensor<1xi64>) -> !onnx.unknown
  %c = onnx.GlobalAveragePool %picture : (tensor<1x1x4000x2500xf32>) -> !onnx.unknown
  %d = onnx.AveragePool %picture {kernel_shape = array<i64: 4000, 2500>} : (tensor<1x1x4000x2500xf32>) -> !onnx.unknown
  %row = onnx.Constant dense<[1, 10000000]> : tensor<2xi64> : tensor<2xi64>
  %line = onnx.Reshape %wide, %row : (tensor<1x1x2000000x5xf32>, tensor<2xi64>) -> tensor<1x10000000xf32>
  %column = onnx.Constant dense<[10000000, 1]> : tensor<2xi64> : tensor<2xi64>
  %part = onnx.Constant dense<1.0e-7> : tensor<1x1xf32> : tensor<1x1xf32>
  %parts = onnx.Expand %part, %column : (tensor<1x1xf32>, tensor<2xi64>) -> tensor<10000000x1xf32>
  %e = onnx.MatMul %line, %parts : (tensor<1x10000000xf32>, tensor<10000000x1xf32>) -> !onnx.unknown
  return %a, %b, %c, %e, %d : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
