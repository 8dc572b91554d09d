// RUN: cameo run %s --input 'X=[[[1],[2],[3],[4]]]' | FileCheck %s

// The neighbours of channel 0 are channels 0 and 1, those of channel 3 are 2 and 3;
// of an even number of them, one more comes after: 1 / (2 + 5), 2 / (2 + 13), ….
// CHECK: A: tensor<1x4x1xf32> {{\[\[\[}}0.14285{{[0-9]+}}], [0.125], [0.0967741{{[0-9]*}}], [0.148148{{[0-9]*}}]]]
// CHECK: B: tensor<1x4x1xf32> {{\[\[\[}}0.14285{{[0-9]+}}], [0.13333{{[0-9]+}}], [0.11111{{[0-9]+}}], [0.22222{{[0-9]+}}]]]
func.func @main(%x: tensor<1x4x1xf32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.LRN %x {alpha = 3.0 : f32, beta = 1.0 : f32, bias = 2.0 : f32, size = 3 : i64} : (tensor<1x4x1xf32>) -> !onnx.unknown
  %b = onnx.LRN %x {alpha = 2.0 : f32, beta = 1.0 : f32, bias = 2.0 : f32, size = 2 : i64} : (tensor<1x4x1xf32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
