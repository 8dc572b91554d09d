// Weights for a side file: w is packed when the model is compiled, bias is
// copied to the second output as it is.
func.func @main(%x: tensor<2x3xf32> {onnx.name = "x"})
    -> (tensor<2x4xf32> {onnx.name = "y"}, tensor<4xf32> {onnx.name = "bias"}) {
  %w = onnx.Constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]]> : tensor<3x4xf32>
  %b = onnx.Constant dense<[100.0, 200.0, 300.0, 400.0]> : tensor<4xf32>
  %0 = onnx.MatMul %x, %w : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  %1 = onnx.Add %0, %b : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return %1, %b : tensor<2x4xf32>, tensor<4xf32>
}
