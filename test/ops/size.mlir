// RUN: cameo run %s --input 'X=[[1,2,3],[4,5,6]]' --input S=7 | FileCheck %s

// CHECK: A: tensor<i64> 6
// CHECK: B: tensor<i64> 1
func.func @main(%x: tensor<?x3xf32> {onnx.name = "X"}, %s: tensor<f32> {onnx.name = "S"}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}) {
  %a = onnx.Size %x : (tensor<?x3xf32>) -> !onnx.unknown
  %b = onnx.Size %s : (tensor<f32>) -> !onnx.unknown
  return %a, %b : !onnx.unknown, !onnx.unknown
}
