// Inputs and outputs of 4 and 2 bits are packed in memory, whatever becomes of them: a result as
// they are, of a branch, or of a size that only data tell.
// RUN: cameo run %s --input c=true --input x='[[0, 1, 2], [13, 14, 15], [7, 8, 9]]' --input y='[-2, -1, 0, 1, -2]' \
// RUN:   --input z='[1, -8, 3, 7, -1]' --input f='[0.5, -6, 1, 3, -0]' --input s=9 --input v='[1, 0, 2, 3, 0, 5, 7]' \
// RUN:   --output-dir %t | FileCheck %s --check-prefixes=CHECK,THEN
// RUN: cameo run %s --input c=false --input x='[[0, 1, 2], [13, 14, 15], [7, 8, 9]]' --input y='[-2, -1, 0, 1, -2]' \
// RUN:   --input z='[1, -8, 3, 7, -1]' --input f='[0.5, -6, 1, 3, -0]' --input s=9 --input v='[1, 0, 2, 3, 0, 5, 7]' \
// RUN:   --device=vulkan | FileCheck %s --check-prefixes=CHECK,ELSE
// CHECK:      turned: tensor<3x3xui4> {{.}}[0, 13, 7], [1, 14, 8], [2, 15, 9]]
// CHECK-NEXT: y_same: tensor<5xi2> [-2, -1, 0, 1, -2]
// CHECK-NEXT: y_wide: tensor<5xi8> [-2, -1, 0, 1, -2]
// THEN-NEXT:  either: tensor<5xi4> [1, -8, 3, 7, -1]
// ELSE-NEXT:  either: tensor<5xi4> [0, 1, -1, -2, 7]
// CHECK-NEXT: f_same: tensor<5xf4E2M1FN> [0.5, -6, 1, 3, -0]
// CHECK-NEXT: s_same: tensor<ui4> 9
// CHECK-NEXT: where: tensor<1x5xui2> {{.}}[0, 2, 3, 1, 2]]

// What belongs to no element of the last byte is zero.
// RUN: od -An -v -w64 -tx1 %t/output_0.pb | FileCheck %s --check-prefix=FOURS
// RUN: od -An -v -w64 -tx1 %t/output_1.pb | FileCheck %s --check-prefix=TWOS
// FOURS: 4a 05 d0 17 8e f2 09
// TWOS: 4a 02 4e 02

// RUN: cameo run %s --input c=true --input x=random --dim n=0 --input y=random --input z=random --input f=random \
// RUN:   --input s=0 --input v='[0, 0]' | FileCheck %s --check-prefix=EMPTY
// EMPTY: turned: tensor<3x0xui4>
// EMPTY: where: tensor<1x0xui2>

// RUN: not cameo run %s --input y='[2, 0, 0, 0, 0]' 2>&1 | FileCheck %s --check-prefix=RANGE
// RANGE: '2' is not a value of type i2
func.func @main(%c: tensor<i1> {onnx.name = "c"},
                %x: tensor<?x3xui4> {onnx.name = "x", onnx.dim_names = ["n", ""]},
                %y: tensor<5xi2> {onnx.name = "y"}, %z: tensor<5xi4> {onnx.name = "z"},
                %f: tensor<5xf4E2M1FN> {onnx.name = "f"}, %s: tensor<ui4> {onnx.name = "s"},
                %v: tensor<?xf32> {onnx.name = "v"})
    -> (!onnx.unknown {onnx.name = "turned"}, tensor<5xi2> {onnx.name = "y_same"},
        tensor<5xi8> {onnx.name = "y_wide"}, tensor<5xi4> {onnx.name = "either"},
        tensor<5xf4E2M1FN> {onnx.name = "f_same"}, tensor<ui4> {onnx.name = "s_same"},
        !onnx.unknown {onnx.name = "where"}) {
  %turned = onnx.Transpose %x {perm = array<i64: 1, 0>} : (tensor<?x3xui4>) -> !onnx.unknown
  %wide = onnx.Cast %y {to = 3 : i64} : (tensor<5xi2>) -> tensor<5xi8>
  %0 = onnx.Constant dense<[0, 1, -1, -2, 7]> : tensor<5xi4>
  %either = onnx.If %c : (tensor<i1>) -> tensor<5xi4> then {
    onnx.Return %z : tensor<5xi4>
  } else {
    onnx.Return %0 : tensor<5xi4>
  }
  %1 = onnx.NonZero %v : (tensor<?xf32>) -> tensor<1x?xi64>
  %where = onnx.Cast %1 {to = 25 : i64} : (tensor<1x?xi64>) -> !onnx.unknown
  return %turned, %y, %wide, %either, %f, %s, %where : !onnx.unknown, tensor<5xi2>, tensor<5xi8>, tensor<5xi4>, tensor<5xf4E2M1FN>, tensor<ui4>, !onnx.unknown
}
