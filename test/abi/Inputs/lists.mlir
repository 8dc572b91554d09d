// Strings, a sequence, an optional value and a map, in and out.
func.func @main(%words: tensor<?x!onnx.string> {onnx.dim_names = ["n"], onnx.name = "words"},
                %list: !onnx.seq<tensor<?xf32>> {onnx.name = "list"},
                %maybe: !onnx.optional<tensor<?xf32>> {onnx.name = "maybe"})
    -> (!onnx.unknown {onnx.name = "greeting"}, !onnx.unknown {onnx.name = "longer"},
        tensor<i1> {onnx.name = "is_there"}, !onnx.unknown {onnx.name = "named"}) {
  %0 = onnx.Constant dense<["hello "]> : tensor<1x!onnx.string>
  %1 = onnx.StringConcat %0, %words : (tensor<1x!onnx.string>, tensor<?x!onnx.string>) -> !onnx.unknown
  %x = onnx.Constant dense<[7.0, 8.0, 9.0]> : tensor<3xf32>
  %none = onnx.None : none
  %2 = onnx.SequenceInsert %list, %x, %none : (!onnx.seq<tensor<?xf32>>, tensor<3xf32>, none) -> !onnx.unknown
  %3 = onnx.OptionalHasElement %maybe : (!onnx.optional<tensor<?xf32>>) -> tensor<i1>
  %p = onnx.Constant dense<[0.25, 0.75]> : tensor<2xf32>
  %4 = onnx.ml.ZipMap %p {classlabels_int64s = array<i64: 3, 5>} : (tensor<2xf32>) -> !onnx.unknown
  return %1, %2, %3, %4 : !onnx.unknown, !onnx.unknown, tensor<i1>, !onnx.unknown
}
