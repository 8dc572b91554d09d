// RUN: cameo-opt %s --split-input-file --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,tile-contractions-for-gpu,canonicalize,cse))' | FileCheck %s

// Tiles of 64 × 64: two of them. Rows beyond the 100th and slices beyond k = 70
// are copied as zeros; columns need no more than one tile.
// CHECK:       #[[GROUPS:.*]] = affine_map<() -> (2)>
// CHECK-LABEL: cameo.kernel private @product
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 64, 1, 1>
// CHECK-DAG:     %[[A:.*]] = cameo.buffer %arg0 : !llvm.ptr -> memref<7000xf32>
// CHECK-DAG:     %[[B:.*]] = cameo.buffer %arg1 : !llvm.ptr -> memref<2800xf32>
// CHECK-DAG:     %[[AS:.*]] = memref.alloc() : memref<272xvector<4xf32>, #spirv.storage_class<Workgroup>>
// CHECK-DAG:     %[[BS:.*]] = memref.alloc() : memref<256xvector<4xf32>, #spirv.storage_class<Workgroup>>
// CHECK:         %[[SUMS:.*]]:16 = scf.for %{{.*}} = %c0 to %c70 step %c16
// CHECK:           %[[ELEMENT:.*]] = memref.load %[[A]]
// CHECK:           %[[COPIED:.*]] = arith.select %{{.*}}, %[[ELEMENT]], %{{.*}}
// CHECK:           %[[FOUR:.*]] = vector.from_elements %[[COPIED]]
// CHECK:           memref.store %[[FOUR]], %[[AS]]
// CHECK:           memref.load %[[B]]
// CHECK:           memref.store %{{.*}}, %[[BS]]
// CHECK:           spirv.ControlBarrier
// CHECK:           scf.for %{{.*}} = %c0 to %c16 step %c1
// CHECK-COUNT-16:    math.fma %{{.*}} : vector<4xf32>
// CHECK:           spirv.ControlBarrier
// The epilogue is applied to each sum.
// CHECK:         scf.if
// CHECK:           %[[SUM:.*]] = vector.extract %[[SUMS]]#0[0]
// CHECK:           arith.addf %[[SUM]], %{{.*}} : f32
// CHECK:           memref.store
cameo.kernel private @product(%a: tensor<100x70xf32>, %b: tensor<70x40xf32>, %bias: tensor<40xf32>) -> tensor<100x40xf32> {
  %e = tensor.empty() : tensor<100x40xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<100x70xf32>, tensor<70x40xf32>, tensor<100x40xf32>) -> tensor<100x40xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%c, %bias : tensor<100x40xf32>, tensor<40xf32>) outs(%e : tensor<100x40xf32>) {
  ^bb0(%sum: f32, %add: f32, %out: f32):
    %s = arith.addf %sum, %add : f32
    linalg.yield %s : f32
  } -> tensor<100x40xf32>
  cameo.yield %y : tensor<100x40xf32>
}

// -----

// An invocation an element, where no operand is shared by a row or a column.
// CHECK-LABEL: cameo.kernel private @depthwise
// CHECK-NOT:     memref.alloc
// CHECK:         %[[SUM:.*]] = scf.for %{{.*}} = %c0 to %c3 step %c1 iter_args(%[[ACC:.*]] = %cst) -> (f32)
// CHECK:           math.fma %{{.*}}, %[[ACC]]
// CHECK:         memref.store %[[SUM]]
cameo.kernel private @depthwise(%x: tensor<10x16xf32>, %w: tensor<3x16xf32>) -> tensor<8x16xf32> {
  %e = tensor.empty() : tensor<8x16xf32>
  %c = cameo.contract %x, %w, %e [affine_map<(m, n, k) -> (m + k, n)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<10x16xf32>, tensor<3x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  cameo.yield %c : tensor<8x16xf32>
}
