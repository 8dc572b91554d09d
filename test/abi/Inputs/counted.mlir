// Extents that only data tell, of an output and of what a loop carries.
func.func @main(%x: tensor<?xf32> {onnx.name = "x", onnx.dim_names = ["n"]},
                %m: tensor<i64> {onnx.name = "m"})
    -> (tensor<1x?xi64> {onnx.name = "positions"}, tensor<1x?xi64> {onnx.name = "grown"},
        tensor<i64> {onnx.name = "count"}) {
  %0 = onnx.NonZero %x : (tensor<?xf32>) -> tensor<1x?xi64>
  %none = onnx.None : none
  %1 = onnx.Loop %m, %none, %0 : (tensor<i64>, none, tensor<1x?xi64>) -> tensor<1x?xi64> {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<1x?xi64>):
    %twice = onnx.Concat %v, %v {axis = 1 : i64} : (tensor<1x?xi64>, tensor<1x?xi64>) -> tensor<1x?xi64>
    onnx.Return %c, %twice : tensor<i1>, tensor<1x?xi64>
  }
  %2 = onnx.Size %1 : (tensor<1x?xi64>) -> tensor<i64>
  return %0, %1, %2 : tensor<1x?xi64>, tensor<1x?xi64>, tensor<i64>
}
