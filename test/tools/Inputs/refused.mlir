func.func @main(%x: tensor<4xf32>) -> tensor<1x?xi64> {
  %0 = onnx.NonZero %x : (tensor<4xf32>) -> tensor<1x?xi64>
  return %0 : tensor<1x?xi64>
}
