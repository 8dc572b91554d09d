// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(fuse-elementwise,canonicalize,cse))' | FileCheck %s

// CHECK-DAG:   #[[$IJ:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG:   #[[$I:.*]] = affine_map<(d0, d1) -> (d0)>

#id = affine_map<(i, j) -> (i, j)>
#i = affine_map<(i, j) -> (i)>

// CHECK-LABEL: func.func @chain_is_one_operation
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK:           arith.negf
// CHECK-NOT:     linalg.generic
func.func @chain_is_one_operation(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.exp ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = linalg.negf ins(%0 : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @two_uses_stay
// CHECK-COUNT-2: linalg.generic
func.func @two_uses_stay(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
  %e = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.exp ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = linalg.negf ins(%0 : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0, %1 : tensor<4x8xf32>, tensor<4x8xf32>
}

// What is expensive is not computed again for every copy of a broadcast…
// CHECK-LABEL: func.func @expensive_before_a_broadcast
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK:         linalg.generic
// CHECK:           arith.addf
func.func @expensive_before_a_broadcast(%x: tensor<4xf32>, %y: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e0 = tensor.empty() : tensor<4xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%e0 : tensor<4xf32>) -> tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [#id, #i, #id], iterator_types = ["parallel", "parallel"]} ins(%y, %0 : tensor<4x8xf32>, tensor<4xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// … and what is cheap is.
// CHECK-LABEL: func.func @cheap_before_a_broadcast
// CHECK:         linalg.generic
// CHECK:           arith.negf
// CHECK:           arith.addf
// CHECK-NOT:     linalg.generic
func.func @cheap_before_a_broadcast(%x: tensor<4xf32>, %y: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e0 = tensor.empty() : tensor<4xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.negf ins(%x : tensor<4xf32>) outs(%e0 : tensor<4xf32>) -> tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [#id, #i, #id], iterator_types = ["parallel", "parallel"]} ins(%y, %0 : tensor<4x8xf32>, tensor<4xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// Initial values stay fills.
// CHECK-LABEL: func.func @fills_stay
// CHECK:         %[[ZERO:.*]] = linalg.fill
// CHECK:         linalg.generic {{.*}} outs(%[[ZERO]] : tensor<4xf32>)
func.func @fills_stay(%x: tensor<4x8xf32>) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %0 = linalg.reduce ins(%x : tensor<4x8xf32>) outs(%f : tensor<4xf32>) dimensions = [1]
    (%p: f32, %o: f32) {
      %s = arith.addf %p, %o : f32
      linalg.yield %s : f32
    }
  return %0 : tensor<4xf32>
}

// What is computed from sums of products is their epilogue, also past a reshape…
// CHECK-LABEL: func.func @reshaped_sums
// CHECK-SAME:    (%{{.*}}: tensor<6x4xf32>, %{{.*}}: tensor<4x16xf32>, %[[BIAS:.*]]: tensor<16xf32>, %[[R:.*]]: tensor<2x3x16xf32>)
// CHECK-DAG:     %[[SUMS:.*]] = cameo.contract
// CHECK-DAG:     %[[ROWS:.*]] = tensor.collapse_shape %[[R]] {{\[\[}}0, 1], [2]]
// CHECK:         %[[Y:.*]] = linalg.generic {{.*}} ins(%[[SUMS]], %[[BIAS]], %[[ROWS]] : tensor<6x16xf32>, tensor<16xf32>, tensor<6x16xf32>)
// CHECK:           arith.addf
// CHECK:           arith.mulf
// CHECK:         tensor.expand_shape %[[Y]]
func.func @reshaped_sums(%a: tensor<6x4xf32>, %b: tensor<4x16xf32>, %bias: tensor<16xf32>, %r: tensor<2x3x16xf32>) -> tensor<2x3x16xf32> {
  %e = tensor.empty() : tensor<6x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<6x4xf32>, tensor<4x16xf32>, tensor<6x16xf32>) -> tensor<6x16xf32>
  %x = tensor.expand_shape %c [[0, 1], [2]] output_shape [2, 3, 16] : tensor<6x16xf32> into tensor<2x3x16xf32>
  %o = tensor.empty() : tensor<2x3x16xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %bias : tensor<2x3x16xf32>, tensor<16xf32>) outs(%o : tensor<2x3x16xf32>) {
  ^bb0(%p: f32, %q: f32, %out: f32):
    %s = arith.addf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<2x3x16xf32>
  %1 = linalg.mul ins(%0, %r : tensor<2x3x16xf32>, tensor<2x3x16xf32>) outs(%o : tensor<2x3x16xf32>) -> tensor<2x3x16xf32>
  return %1 : tensor<2x3x16xf32>
}

// … unless something else uses the reshaped sums.
// CHECK-LABEL: func.func @reshaped_sums_used_twice
// CHECK:         tensor.expand_shape
// CHECK:         linalg.generic
func.func @reshaped_sums_used_twice(%a: tensor<6x4xf32>, %b: tensor<4x16xf32>) -> (tensor<2x3x16xf32>, tensor<2x3x16xf32>) {
  %e = tensor.empty() : tensor<6x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<6x4xf32>, tensor<4x16xf32>, tensor<6x16xf32>) -> tensor<6x16xf32>
  %x = tensor.expand_shape %c [[0, 1], [2]] output_shape [2, 3, 16] : tensor<6x16xf32> into tensor<2x3x16xf32>
  %o = tensor.empty() : tensor<2x3x16xf32>
  %0 = linalg.exp ins(%x : tensor<2x3x16xf32>) outs(%o : tensor<2x3x16xf32>) -> tensor<2x3x16xf32>
  return %x, %0 : tensor<2x3x16xf32>, tensor<2x3x16xf32>
}

// A mean that a reduction kept as an extent of 1 is read without it.
// CHECK-LABEL: func.func @kept_extents
// CHECK-SAME:    (%[[X:.*]]: tensor<4x8xf32>, %[[MEAN:.*]]: tensor<4xf32>)
// CHECK-NOT:     tensor.expand_shape
// CHECK:         linalg.generic {indexing_maps = [#[[$IJ]], #[[$I]], #[[$IJ]]]{{.*}} ins(%[[X]], %[[MEAN]] :
func.func @kept_extents(%x: tensor<4x8xf32>, %mean: tensor<4xf32>) -> tensor<4x8xf32> {
  %kept = tensor.expand_shape %mean [[0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, 0)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %kept : tensor<4x8xf32>, tensor<4x1xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.subf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// A sum over no loops is a function of what fills it, not a sum for every copy.
// CHECK-LABEL: func.func @accumulate_once
// CHECK-SAME:    (%[[X:.*]]: tensor<f32>)
// CHECK:         linalg.generic {{.*}} ins(%[[X]] : tensor<f32>) outs(%{{.*}} : tensor<3xf32>)
// CHECK-NEXT:    ^bb0(%[[IN:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      %[[SUM:.*]] = arith.addf %[[IN]], %cst
// CHECK-NEXT:      linalg.yield %[[SUM]]
func.func @accumulate_once(%x: tensor<f32>) -> tensor<3xf32> {
  %start = arith.constant 1.0 : f32
  %e0 = tensor.empty() : tensor<f32>
  %e = tensor.empty() : tensor<3xf32>
  %f = linalg.fill ins(%start : f32) outs(%e0 : tensor<f32>) -> tensor<f32>
  %0 = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%x : tensor<f32>) outs(%f : tensor<f32>) {
  ^bb0(%in: f32, %out: f32):
    %sum = arith.addf %in, %out : f32
    linalg.yield %sum : f32
  } -> tensor<f32>
  %1 = linalg.broadcast ins(%0 : tensor<f32>) outs(%e : tensor<3xf32>) dimensions = [0]
  return %1 : tensor<3xf32>
}
