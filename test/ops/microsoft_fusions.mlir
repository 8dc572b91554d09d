// RUN: cameo run %s --input 'A=[[[1,2]],[[3,4]]]' --input 'B=[[1,1],[0,2]]' \
// RUN:   --input 'X=[0, 1, -1, nan]' --input 'C=[0, 0, 1, 0]' | FileCheck %s

// 2 * A × Bᵀ
// CHECK: Y0: tensor<2x1x2xf32> {{\[\[\[}}6, 8]], {{\[\[}}14, 16]]]
// The batch of A becomes its rows: [1, 2, 2] × Bᵀ
// CHECK: Y1: tensor<1x2x2xf32> {{\[\[\[}}3, 4], [7, 8]]]
// CHECK: Y2: tensor<4xf32> [0, 0.84134{{[0-9]*}}, 0, nan]
// CHECK: Y3: tensor<4xf32> [0, 0.84119{{[0-9]*}}, -0.15880{{[0-9]*}}, nan]
// CHECK: Y4: tensor<4xf32> [0, 0.84579{{[0-9]*}}, -0.15420{{[0-9]*}}, nan]
func.func @main(%a: tensor<2x1x2xf32> {onnx.name = "A"}, %b: tensor<2x2xf32> {onnx.name = "B"},
                %x: tensor<4xf32> {onnx.name = "X"}, %c: tensor<4xf32> {onnx.name = "C"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}, !onnx.unknown {onnx.name = "Y3"},
        !onnx.unknown {onnx.name = "Y4"}) {
  %none = onnx.None : none
  %0 = onnx.microsoft.FusedMatMul %a, %b {alpha = 2.0 : f32, transB = 1 : i64} : (tensor<2x1x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  %1 = onnx.microsoft.FusedMatMul %a, %b {transBatchA = 1 : i64, transB = 1 : i64} : (tensor<2x1x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  %2 = onnx.microsoft.BiasGelu %x, %c : (tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  %3 = onnx.microsoft.FastGelu %x, %none : (tensor<4xf32>, none) -> !onnx.unknown
  %4 = onnx.microsoft.QuickGelu %x : (tensor<4xf32>) -> !onnx.unknown
  return %0, %1, %2, %3, %4 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
