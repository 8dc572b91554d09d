// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(decompose-pads))' | FileCheck %s

// CHECK-LABEL: func.func @fill_and_insert
// CHECK-SAME:    (%[[X:.*]]: tensor<2x3xf32>)
// CHECK:         %[[FILL:.*]] = linalg.fill {{.*}} -> tensor<4x5xf32>
// CHECK:         %[[Y:.*]] = tensor.insert_slice %[[X]] into %[[FILL]][1, 2] [2, 3] [1, 1]
// CHECK:         return %[[Y]]
func.func @fill_and_insert(%x: tensor<2x3xf32>) -> tensor<4x5xf32> {
  %zero = arith.constant 0.0 : f32
  %y = tensor.pad %x low[1, 2] high[1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<2x3xf32> to tensor<4x5xf32>
  return %y : tensor<4x5xf32>
}
