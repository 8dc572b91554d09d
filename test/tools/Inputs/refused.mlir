func.func @main(%x: tensor<?x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.Squeeze %x, %none : (tensor<?x4xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
