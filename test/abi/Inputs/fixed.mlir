// Static shapes; an intermediate result of 128 KiB, too big for the stack; two
// outputs.
func.func @main(%x: tensor<64x256xf32> {onnx.name = "x"}, %v: tensor<256x512xf32> {onnx.name = "v"},
                %w: tensor<512x64xf32> {onnx.name = "w"})
    -> (tensor<64x64xf32> {onnx.name = "scores"}, tensor<64x64xf32> {onnx.name = "shares"}) {
  %0 = onnx.MatMul %x, %v : (tensor<64x256xf32>, tensor<256x512xf32>) -> tensor<64x512xf32>
  %1 = onnx.Relu %0 : (tensor<64x512xf32>) -> tensor<64x512xf32>
  %2 = onnx.MatMul %1, %w : (tensor<64x512xf32>, tensor<512x64xf32>) -> tensor<64x64xf32>
  %3 = onnx.Softmax %2 : (tensor<64x64xf32>) -> tensor<64x64xf32>
  return %2, %3 : tensor<64x64xf32>, tensor<64x64xf32>
}
