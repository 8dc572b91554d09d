// An output of 2.4 GB that is a constant.
func.func @main(%x: tensor<1xf32>) -> (tensor<1xf32>, tensor<300000000x2xf32>) {
  %w = onnx.Constant dense<0.5> : tensor<300000000x2xf32>
  %y = onnx.Neg %x : (tensor<1xf32>) -> tensor<1xf32>
  return %y, %w : tensor<1xf32>, tensor<300000000x2xf32>
}
