// An inner loop whose count the outer one makes, and a branch in it.
// RUN: cameo run %s --input x='[1, 2, 3]' | FileCheck %s
// CHECK: y: tensor<3xf32> [24, 48, 72]
func.func @main(%x: tensor<3xf32>) -> (!onnx.unknown {onnx.name = "y"}) {
  %none = onnx.None : none
  %m = onnx.Constant dense<4> : tensor<i64> : tensor<i64>
  %zero = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  %one = onnx.Constant dense<1> : tensor<i64> : tensor<i64>
  %0 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<3xf32>) -> !onnx.unknown {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<3xf32>):
    %1 = onnx.Loop %i, %none, %v : (tensor<i64>, none, tensor<3xf32>) -> tensor<3xf32> {
    ^bb0(%j: tensor<i64>, %d: tensor<i1>, %w: tensor<3xf32>):
      %first = onnx.Equal %j, %zero : (tensor<i64>, tensor<i64>) -> tensor<i1>
      %2 = onnx.If %first : (tensor<i1>) -> tensor<3xf32> then {
        %3 = onnx.Add %w, %w : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        onnx.Return %3 : tensor<3xf32>
      } else {
        %4 = onnx.Add %w, %v : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %5 = onnx.Sub %4, %x : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %6 = onnx.Add %5, %x : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        onnx.Return %6 : tensor<3xf32>
      }
      onnx.Return %d, %2 : tensor<i1>, tensor<3xf32>
    }
    onnx.Return %c, %1 : tensor<i1>, tensor<3xf32>
  }
  return %0 : !onnx.unknown
}
