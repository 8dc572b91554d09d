// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(sink-transposes))' | FileCheck %s

// CHECK-DAG:   #[[$ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG:   #[[$BIAS:.*]] = affine_map<(d0, d1) -> (d0)>

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (j)>
#rows = affine_map<(i, j) -> (i)>

// CHECK-LABEL: func.func @inverse_transposes_cancel
// CHECK-SAME:    (%[[X:.*]]: tensor<2x3x4xf32>)
// CHECK:         return %[[X]]
func.func @inverse_transposes_cancel(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %e0 = tensor.empty() : tensor<4x2x3xf32>
  %e1 = tensor.empty() : tensor<2x3x4xf32>
  %0 = linalg.transpose ins(%x : tensor<2x3x4xf32>) outs(%e0 : tensor<4x2x3xf32>) permutation = [2, 0, 1]
  %1 = linalg.transpose ins(%0 : tensor<4x2x3xf32>) outs(%e1 : tensor<2x3x4xf32>) permutation = [1, 2, 0]
  return %1 : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @transposes_compose
// CHECK-SAME:    (%[[X:.*]]: tensor<2x3x4xf32>)
// CHECK:         linalg.transpose ins(%[[X]] : {{.*}}) outs({{.*}} : tensor<3x4x2xf32>) permutation = [1, 2, 0]
// CHECK-NOT:     linalg.transpose
func.func @transposes_compose(%x: tensor<2x3x4xf32>) -> tensor<3x4x2xf32> {
  %e0 = tensor.empty() : tensor<4x2x3xf32>
  %e1 = tensor.empty() : tensor<3x4x2xf32>
  %0 = linalg.transpose ins(%x : tensor<2x3x4xf32>) outs(%e0 : tensor<4x2x3xf32>) permutation = [2, 0, 1]
  %1 = linalg.transpose ins(%0 : tensor<4x2x3xf32>) outs(%e1 : tensor<3x4x2xf32>) permutation = [2, 0, 1]
  return %1 : tensor<3x4x2xf32>
}

// CHECK-LABEL: func.func @moving_ones_is_a_reshape
// CHECK-NOT:     linalg.transpose
// CHECK:         tensor.collapse_shape {{.*}} : tensor<5x1x7xf32> into tensor<5x7xf32>
// CHECK:         tensor.expand_shape {{.*}} : tensor<5x7xf32> into tensor<1x5x7xf32>
func.func @moving_ones_is_a_reshape(%x: tensor<5x1x7xf32>) -> tensor<1x5x7xf32> {
  %e = tensor.empty() : tensor<1x5x7xf32>
  %0 = linalg.transpose ins(%x : tensor<5x1x7xf32>) outs(%e : tensor<1x5x7xf32>) permutation = [1, 0, 2]
  return %0 : tensor<1x5x7xf32>
}

// The bias along the last dimension runs along the first of what is transposed after it.
// CHECK-LABEL: func.func @through_elementwise
// CHECK-SAME:    (%[[X:.*]]: tensor<3x4xf32>, %[[B:.*]]: tensor<3xf32>)
// CHECK:         %[[Y:.*]] = linalg.generic {indexing_maps = [#[[$ID]], #[[$BIAS]], #[[$ID]]]
// CHECK-SAME:      ins(%[[X]], %[[B]] :
// CHECK:         linalg.transpose ins(%[[Y]] : {{.*}} permutation = [1, 0]
func.func @through_elementwise(%x: tensor<3x4xf32>, %b: tensor<3xf32>) -> tensor<4x3xf32> {
  %e = tensor.empty() : tensor<4x3xf32>
  %0 = linalg.transpose ins(%x : tensor<3x4xf32>) outs(%e : tensor<4x3xf32>) permutation = [1, 0]
  %1 = linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%0, %b : tensor<4x3xf32>, tensor<3xf32>) outs(%e : tensor<4x3xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<4x3xf32>
  return %1 : tensor<4x3xf32>
}

// CHECK-LABEL: func.func @through_padding
// CHECK-SAME:    (%[[X:.*]]: tensor<3x4xf32>)
// CHECK:         %[[P:.*]] = tensor.pad %[[X]] low[0, 1] high[2, 0]
// CHECK:         linalg.transpose ins(%[[P]] : {{.*}} permutation = [1, 0]
func.func @through_padding(%x: tensor<3x4xf32>) -> tensor<5x5xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x3xf32>
  %0 = linalg.transpose ins(%x : tensor<3x4xf32>) outs(%e : tensor<4x3xf32>) permutation = [1, 0]
  %1 = tensor.pad %0 low[1, 0] high[0, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<4x3xf32> to tensor<5x5xf32>
  return %1 : tensor<5x5xf32>
}

// CHECK-LABEL: func.func @through_concatenation
// CHECK-SAME:    (%[[X:.*]]: tensor<3x4xf32>, %[[Y:.*]]: tensor<3x2xf32>)
// CHECK:         %[[A:.*]] = tensor.insert_slice %[[X]] into %{{.*}}[0, 0] [3, 4] [1, 1]
// CHECK:         %[[B:.*]] = tensor.insert_slice %[[Y]] into %[[A]][0, 4] [3, 2] [1, 1]
// CHECK:         linalg.transpose ins(%[[B]] : {{.*}} permutation = [1, 0]
func.func @through_concatenation(%x: tensor<3x4xf32>, %y: tensor<3x2xf32>) -> tensor<6x3xf32> {
  %e0 = tensor.empty() : tensor<4x3xf32>
  %e1 = tensor.empty() : tensor<2x3xf32>
  %e = tensor.empty() : tensor<6x3xf32>
  %0 = linalg.transpose ins(%x : tensor<3x4xf32>) outs(%e0 : tensor<4x3xf32>) permutation = [1, 0]
  %1 = linalg.transpose ins(%y : tensor<3x2xf32>) outs(%e1 : tensor<2x3xf32>) permutation = [1, 0]
  %2 = tensor.insert_slice %0 into %e[0, 0] [4, 3] [1, 1] : tensor<4x3xf32> into tensor<6x3xf32>
  %3 = tensor.insert_slice %1 into %2[4, 0] [2, 3] [1, 1] : tensor<2x3xf32> into tensor<6x3xf32>
  return %3 : tensor<6x3xf32>
}

// CHECK-LABEL: func.func @into_a_reduction
// CHECK-SAME:    (%[[X:.*]]: tensor<3x4xf32>
// CHECK-NOT:     linalg.transpose
// CHECK:         linalg.generic {{.*}} ins(%[[X]] : tensor<3x4xf32>)
func.func @into_a_reduction(%x: tensor<3x4xf32>, %init: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4x3xf32>
  %0 = linalg.transpose ins(%x : tensor<3x4xf32>) outs(%e : tensor<4x3xf32>) permutation = [1, 0]
  %1 = linalg.generic {indexing_maps = [#id, #rows], iterator_types = ["parallel", "reduction"]} ins(%0 : tensor<4x3xf32>) outs(%init : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.addf %p, %o : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// Splitting a dimension splits the one it was before.
// CHECK-LABEL: func.func @through_expansion
// CHECK-SAME:    (%[[X:.*]]: tensor<3x6xf32>)
// CHECK:         %[[Y:.*]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [3, 2, 3]
// CHECK:         linalg.transpose ins(%[[Y]] : {{.*}} permutation = [1, 2, 0]
func.func @through_expansion(%x: tensor<3x6xf32>) -> tensor<2x3x3xf32> {
  %e = tensor.empty() : tensor<6x3xf32>
  %0 = linalg.transpose ins(%x : tensor<3x6xf32>) outs(%e : tensor<6x3xf32>) permutation = [1, 0]
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [2, 3, 3] : tensor<6x3xf32> into tensor<2x3x3xf32>
  return %1 : tensor<2x3x3xf32>
}

// An image becomes a sequence: its pixels are one dimension already.
// CHECK-LABEL: func.func @through_collapse
// CHECK-SAME:    (%[[X:.*]]: tensor<4x5x3xf32>)
// CHECK:         %[[Y:.*]] = tensor.collapse_shape %[[X]] {{\[\[}}0, 1], [2]]
// CHECK:         return %[[Y]]
func.func @through_collapse(%x: tensor<4x5x3xf32>) -> tensor<20x3xf32> {
  %e = tensor.empty() : tensor<3x4x5xf32>
  %0 = linalg.transpose ins(%x : tensor<4x5x3xf32>) outs(%e : tensor<3x4x5xf32>) permutation = [2, 0, 1]
  %1 = tensor.collapse_shape %0 [[0], [1, 2]] : tensor<3x4x5xf32> into tensor<3x20xf32>
  %e2 = tensor.empty() : tensor<20x3xf32>
  %2 = linalg.transpose ins(%1 : tensor<3x20xf32>) outs(%e2 : tensor<20x3xf32>) permutation = [1, 0]
  return %2 : tensor<20x3xf32>
}

// Channels are shuffled where they are.
// CHECK-LABEL: func.func @shuffle
// CHECK-SAME:    (%[[X:.*]]: tensor<5x6xf32>)
// CHECK:         %[[Y:.*]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [5, 2, 3]
// CHECK:         %[[T:.*]] = linalg.transpose ins(%[[Y]] : {{.*}} permutation = [0, 2, 1]
// CHECK:         %[[Z:.*]] = tensor.collapse_shape %[[T]] {{\[\[}}0], [1, 2]]
// CHECK:         return %[[Z]]
func.func @shuffle(%x: tensor<5x6xf32>) -> tensor<5x6xf32> {
  %e = tensor.empty() : tensor<6x5xf32>
  %0 = linalg.transpose ins(%x : tensor<5x6xf32>) outs(%e : tensor<6x5xf32>) permutation = [1, 0]
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [2, 3, 5] : tensor<6x5xf32> into tensor<2x3x5xf32>
  %e2 = tensor.empty() : tensor<3x2x5xf32>
  %2 = linalg.transpose ins(%1 : tensor<2x3x5xf32>) outs(%e2 : tensor<3x2x5xf32>) permutation = [1, 0, 2]
  %3 = tensor.collapse_shape %2 [[0, 1], [2]] : tensor<3x2x5xf32> into tensor<6x5xf32>
  %e3 = tensor.empty() : tensor<5x6xf32>
  %4 = linalg.transpose ins(%3 : tensor<6x5xf32>) outs(%e3 : tensor<5x6xf32>) permutation = [1, 0]
  return %4 : tensor<5x6xf32>
}

// Heads that are side by side in the result but not in the operand stay one transpose.
// CHECK-LABEL: func.func @merged_heads
// CHECK:         linalg.transpose {{.*}} permutation = [1, 0, 2]
// CHECK:         tensor.collapse_shape
// CHECK-NOT:     linalg.transpose
func.func @merged_heads(%x: tensor<2x5x3xf32>) -> tensor<5x6xf32> {
  %e = tensor.empty() : tensor<5x2x3xf32>
  %0 = linalg.transpose ins(%x : tensor<2x5x3xf32>) outs(%e : tensor<5x2x3xf32>) permutation = [1, 0, 2]
  %1 = tensor.collapse_shape %0 [[0], [1, 2]] : tensor<5x2x3xf32> into tensor<5x6xf32>
  return %1 : tensor<5x6xf32>
}
