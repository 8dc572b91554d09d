// What a camera does before a model looks at its pictures: from 112 x 112 grey
// bytes to the 28 x 28 floats between 0 and 1 that the classifier was trained
// on, with the contrast stretched, for any number of pictures at a time.
func.func @main(%pictures: tensor<?x1x112x112xui8> {onnx.name = "pictures", onnx.dim_names = ["count", "", "", ""]})
    -> (tensor<?x1x28x28xf32> {onnx.name = "images"}) {
  %axes = onnx.Constant dense<[1, 2, 3]> : tensor<3xi64> : tensor<3xi64>
  %little = onnx.Constant dense<1.0> : tensor<f32> : tensor<f32> // of 255: no division by zero
  %floats = onnx.Cast %pictures {to = 1 : i64} : (tensor<?x1x112x112xui8>) -> tensor<?x1x112x112xf32>
  %small = onnx.AveragePool %floats {kernel_shape = array<i64: 4, 4>, strides = array<i64: 4, 4>} : (tensor<?x1x112x112xf32>) -> tensor<?x1x28x28xf32>
  %darkest = onnx.ReduceMin %small, %axes : (tensor<?x1x28x28xf32>, tensor<3xi64>) -> tensor<?x1x1x1xf32>
  %brightest = onnx.ReduceMax %small, %axes : (tensor<?x1x28x28xf32>, tensor<3xi64>) -> tensor<?x1x1x1xf32>
  %range = onnx.Sub %brightest, %darkest : (tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>) -> tensor<?x1x1x1xf32>
  %divisor = onnx.Max %range, %little : (tensor<?x1x1x1xf32>, tensor<f32>) -> tensor<?x1x1x1xf32>
  %above = onnx.Sub %small, %darkest : (tensor<?x1x28x28xf32>, tensor<?x1x1x1xf32>) -> tensor<?x1x28x28xf32>
  %images = onnx.Div %above, %divisor : (tensor<?x1x28x28xf32>, tensor<?x1x1x1xf32>) -> tensor<?x1x28x28xf32>
  return %images : tensor<?x1x28x28xf32>
}
