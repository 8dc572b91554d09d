// RUN: cameo run %s --input x='[2, nan, 1, 1, nan, 3, 2]' | FileCheck %s
// RUN: cameo run %s --input x='[]' | FileCheck %s --check-prefix=NONE
// CHECK: y: tensor<4xf32> [1, 2, 3, nan]
// CHECK: first: tensor<4xi64> [2, 0, 5, 1]
// CHECK: inverse: tensor<7xi64> [1, 3, 0, 0, 3, 2, 1]
// CHECK: counts: tensor<4xi64> [2, 2, 1, 2]
// CHECK: u: tensor<4xf32> [2, nan, 1, 3]
// NONE: y: tensor<0xf32>
func.func @main(%x: tensor<?xf32> {onnx.dim_names = ["n"]})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "first"},
        !onnx.unknown {onnx.name = "inverse"}, !onnx.unknown {onnx.name = "counts"},
        !onnx.unknown {onnx.name = "u"}) {
  %y, %first, %inverse, %counts = onnx.Unique %x
      : (tensor<?xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown)
  %u, %a, %b, %c = onnx.Unique %x {sorted = 0 : i64}
      : (tensor<?xf32>) -> (!onnx.unknown, none, none, none)
  return %y, %first, %inverse, %counts, %u
      : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
