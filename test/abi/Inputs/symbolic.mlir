// The same with two symbolic dimensions, so that the sizes of the workspace and
// of the outputs depend on what the caller says.
func.func @main(%x: tensor<?x256xf32> {onnx.name = "x", onnx.dim_names = ["rows", ""]},
                %v: tensor<256x512xf32> {onnx.name = "v"},
                %w: tensor<512x?xf32> {onnx.name = "w", onnx.dim_names = ["", "columns"]})
    -> (tensor<?x?xf32> {onnx.name = "scores"}, tensor<?x?xf32> {onnx.name = "shares"}) {
  %0 = onnx.MatMul %x, %v : (tensor<?x256xf32>, tensor<256x512xf32>) -> tensor<?x512xf32>
  %1 = onnx.Relu %0 : (tensor<?x512xf32>) -> tensor<?x512xf32>
  %2 = onnx.MatMul %1, %w : (tensor<?x512xf32>, tensor<512x?xf32>) -> tensor<?x?xf32>
  %3 = onnx.Softmax %2 : (tensor<?x?xf32>) -> tensor<?x?xf32>
  return %2, %3 : tensor<?x?xf32>, tensor<?x?xf32>
}
