// UNSUPPORTED: flushes-denormals
// RUN: cameo run %s --input 'x=[1e-40, 1e-45, -1e-40]' | FileCheck %s

// CHECK: y: tensor<3xf32> [-92.103{{[0-9]*}}, -103.278{{[0-9]*}}, nan]
func.func @main(%x: tensor<3xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "y"}) {
  %y = onnx.Log %x : (tensor<3xf32>) -> !onnx.unknown
  return %y : !onnx.unknown
}
