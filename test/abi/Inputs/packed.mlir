// Elements of 4 and 2 bits, in numbers that fill no whole bytes.
func.func @main(%x: tensor<?x3xui4> {onnx.name = "x", onnx.dim_names = ["n", ""]},
                %y: tensor<5xi2> {onnx.name = "y"})
    -> (tensor<3x?xui4> {onnx.name = "turned"}, tensor<5xi2> {onnx.name = "same"},
        tensor<?x3xi8> {onnx.name = "wide"}) {
  %0 = onnx.Transpose %x {perm = array<i64: 1, 0>} : (tensor<?x3xui4>) -> tensor<3x?xui4>
  %1 = onnx.Cast %x {to = 3 : i64} : (tensor<?x3xui4>) -> tensor<?x3xi8>
  return %0, %y, %1 : tensor<3x?xui4>, tensor<5xi2>, tensor<?x3xi8>
}
