func.func @main(%x: tensor<4x4xf32>, %axes: tensor<1xi64>) -> !onnx.unknown {
  %0 = onnx.ReduceSum %x, %axes : (tensor<4x4xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
