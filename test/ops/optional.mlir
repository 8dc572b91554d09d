// An optional value that only the run knows: of a branch.
// RUN: cameo run %s --input x='[1, 2]' --input c=true | FileCheck %s
// RUN: cameo run %s --input x='[1, 2]' --input c=false | FileCheck %s --check-prefix=NOTHING
// CHECK: y: optional
// CHECK-NEXT: tensor<2xf32> [1, 2]
// CHECK-NEXT: has: tensor<i1> true
// CHECK-NEXT: z: tensor<2xf32> [1, 2]
// NOTHING: y: nothing
// NOTHING-NEXT: has: tensor<i1> false
// NOTHING-NEXT: z: tensor<2xf32> [-1, -2]
func.func @main(%x: tensor<2xf32>, %c: tensor<i1>)
    -> (!onnx.unknown {onnx.name = "y"}, tensor<i1> {onnx.name = "has"}, !onnx.unknown {onnx.name = "z"}) {
  %none = onnx.None : none
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    %1 = onnx.Optional %x : (tensor<2xf32>) -> !onnx.unknown
    onnx.Return %1 : !onnx.unknown
  } else {
    %1 = onnx.Optional %none {type = tensor<2xf32>} : (none) -> !onnx.unknown
    onnx.Return %1 : !onnx.unknown
  }
  %2 = onnx.OptionalHasElement %0 : (!onnx.unknown) -> tensor<i1>
  %3 = onnx.If %2 : (tensor<i1>) -> !onnx.unknown then {
    %4 = onnx.OptionalGetElement %0 : (!onnx.unknown) -> !onnx.unknown
    onnx.Return %4 : !onnx.unknown
  } else {
    %4 = onnx.Neg %x : (tensor<2xf32>) -> !onnx.unknown
    onnx.Return %4 : !onnx.unknown
  }
  return %0, %2, %3 : !onnx.unknown, tensor<i1>, !onnx.unknown
}
