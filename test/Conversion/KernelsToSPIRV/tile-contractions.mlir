// RUN: cameo-opt %s --split-input-file --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,tile-contractions-for-gpu,canonicalize,cse))' | FileCheck %s

// Tiles of 64 × 64: two of them. Slices beyond k = 70 are copied as zeros, what is
// beyond the 100th row is read elsewhere; columns need no more than one tile. Rows
// of 70 elements are read one by one, columns and what is written by fours.
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
// CHECK:           vector.load %[[B]]{{.*}} : memref<2800xf32>, vector<4xf32>
// CHECK:           memref.store %{{.*}}, %[[BS]]
// CHECK:           spirv.ControlBarrier
// CHECK:           scf.for %{{.*}} = %c0 to %c16 step %c1
// CHECK-COUNT-16:    math.fma %{{.*}} : vector<4xf32>
// CHECK:           spirv.ControlBarrier
// The epilogue is applied to each sum.
// CHECK:         scf.if
// CHECK:           %[[SUM:.*]] = vector.extract %[[SUMS]]#0[0]
// CHECK:           vector.load %{{.*}} : memref<40xf32>, vector<4xf32>
// CHECK:           arith.addf %[[SUM]], %{{.*}} : f32
// CHECK-NOT:       memref.store
// CHECK:           vector.store
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

// Rows of 72 elements are read by fours along k and turned to fours of rows;
// panels are by fours whatever the number of columns is, but not the result.
// CHECK-LABEL: cameo.kernel private @packed
// CHECK-DAG:     %[[A:.*]] = cameo.buffer %arg0[%{{.*}}] : !llvm.ptr -> memref<?xf32>
// CHECK-DAG:     %[[B:.*]] = cameo.buffer %arg1 : !llvm.ptr -> memref<3456xf32>
// CHECK-DAG:     %[[AS:.*]] = memref.alloc() : memref<272xvector<4xf32>, #spirv.storage_class<Workgroup>>
// CHECK:         scf.for %{{.*}} = %c0 to %c72 step %c16
// CHECK-NOT:       memref.load
// CHECK-COUNT-4:   vector.load %[[A]]{{.*}} : memref<?xf32>, vector<4xf32>
// CHECK-COUNT-4:   memref.store %{{.*}}, %[[AS]]
// CHECK:           vector.load %[[B]]{{.*}} : memref<3456xf32>, vector<4xf32>
// CHECK:           spirv.ControlBarrier
// CHECK-NOT:     vector.store
cameo.kernel private @packed(%a: tensor<?x72xf32> {cameo.extents = array<i64: 2>}, %b: tensor<3x72x16xf32>, %n: index) -> (tensor<?x41xf32> {cameo.extents = array<i64: 2>}) {
  %e = tensor.empty(%n) : tensor<?x41xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] packed : (tensor<?x72xf32>, tensor<3x72x16xf32>, tensor<?x41xf32>) -> tensor<?x41xf32>
  cameo.yield %c : tensor<?x41xf32>
}

// -----

// Columns that begin at odd places are read one by one.
// CHECK-LABEL: cameo.kernel private @odd
// CHECK-NOT:     vector.load
// CHECK:         vector.store
cameo.kernel private @odd(%a: tensor<64x22xf32>, %b: tensor<20x64xf32>) -> tensor<64x64xf32> {
  %e = tensor.empty() : tensor<64x64xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k + 1)>, affine_map<(m, n, k) -> (k, n + 1)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<64x22xf32>, tensor<20x64xf32>, tensor<64x64xf32>) -> tensor<64x64xf32>
  cameo.yield %c : tensor<64x64xf32>
}

// -----

// An invocation four columns, where no operand is shared by a row or a column.
// CHECK-LABEL: cameo.kernel private @depthwise
// CHECK-NOT:     memref.alloc
// CHECK:         %[[SUM:.*]] = scf.for %{{.*}} = %c0 to %c3 step %c1 iter_args(%[[ACC:.*]] = %cst) -> (vector<4xf32>)
// CHECK-COUNT-2:   vector.load
// CHECK:           math.fma %{{.*}}, %[[ACC]]
// CHECK:         vector.store %[[SUM]]
cameo.kernel private @depthwise(%x: tensor<10x16xf32>, %w: tensor<3x16xf32>) -> tensor<8x16xf32> {
  %e = tensor.empty() : tensor<8x16xf32>
  %c = cameo.contract %x, %w, %e [affine_map<(m, n, k) -> (m + k, n)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<10x16xf32>, tensor<3x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  cameo.yield %c : tensor<8x16xf32>
}

// -----

// Or one, if the columns are no fours.
// CHECK-LABEL: cameo.kernel private @narrow
// CHECK:         %[[SUM:.*]] = scf.for %{{.*}} = %c0 to %c3 step %c1 iter_args(%[[ACC:.*]] = %cst) -> (f32)
// CHECK:           math.fma %{{.*}}, %[[ACC]]
// CHECK:         memref.store %[[SUM]]
cameo.kernel private @narrow(%x: tensor<10x18xf32>, %w: tensor<3x18xf32>) -> tensor<8x18xf32> {
  %e = tensor.empty() : tensor<8x18xf32>
  %c = cameo.contract %x, %w, %e [affine_map<(m, n, k) -> (m + k, n)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<10x18xf32>, tensor<3x18xf32>, tensor<8x18xf32>) -> tensor<8x18xf32>
  cameo.yield %c : tensor<8x18xf32>
}

// -----

// Half precision is widened on the way to workgroup memory, and rounded at the end.
// CHECK-LABEL: cameo.kernel private @half
// CHECK-DAG:     %[[A:.*]] = cameo.buffer %arg0 : !llvm.ptr -> memref<4096xf16>
// CHECK-DAG:     memref.alloc() : memref<272xvector<4xf32>, #spirv.storage_class<Workgroup>>
// CHECK:         scf.for
// CHECK:           %[[FOUR:.*]] = vector.load %[[A]]
// CHECK:           arith.extf %[[FOUR]] : vector<4xf16> to vector<4xf32>
// CHECK:           vector.from_elements {{.*}} : vector<4xf32>
// CHECK:           spirv.ControlBarrier
// CHECK-COUNT-16:    math.fma %{{.*}} : vector<4xf32>
// CHECK-NOT:       f16
// CHECK:         %[[SUM:.*]] = vector.extract
// CHECK:         %[[ROUNDED:.*]] = arith.truncf %[[SUM]] : f32 to f16
// CHECK:         %[[STORED:.*]] = vector.from_elements %[[ROUNDED]]
// CHECK:         vector.store %[[STORED]]
cameo.kernel private @half(%a: tensor<64x64xf16>, %b: tensor<64x64xf16>) -> tensor<64x64xf16> {
  %e = tensor.empty() : tensor<64x64xf32>
  %h = tensor.empty() : tensor<64x64xf16>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<64x64xf16>, tensor<64x64xf16>, tensor<64x64xf32>) -> tensor<64x64xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%c : tensor<64x64xf32>) outs(%h : tensor<64x64xf16>) {
  ^bb0(%sum: f32, %out: f16):
    %s = arith.truncf %sum : f32 to f16
    linalg.yield %s : f16
  } -> tensor<64x64xf16>
  cameo.yield %y : tensor<64x64xf16>
}

// -----

// One row: 4 × 32 invocations share the sums of a panel, four k at a time; the
// shares are added by a tree, and those of the row finished by 4 invocations.
// CHECK:       #[[GROUPS:.*]] = affine_map<() -> (3)>
// CHECK-LABEL: cameo.kernel private @row
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK-DAG:     %[[A:.*]] = cameo.buffer %arg0 : !llvm.ptr -> memref<1024xf32>
// CHECK-DAG:     %[[B:.*]] = cameo.buffer %arg1 : !llvm.ptr -> memref<49152xf32>
// CHECK-DAG:     %[[SHARES:.*]] = memref.alloc() : memref<128xvector<4xf32>, #spirv.storage_class<Workgroup>>
// CHECK:         %[[SHARE:.*]] = scf.for %{{.*}} = %{{.*}} to %c1024 step %c128 iter_args(%{{.*}} = %cst) -> (vector<4xf32>)
// CHECK:           vector.load %[[A]]
// CHECK-COUNT-4:   vector.load %[[B]]
// CHECK:         memref.store %[[SHARE]], %[[SHARES]]
// CHECK-COUNT-5: arith.addf
// CHECK-NOT:     arith.addf
// CHECK:         vector.store
cameo.kernel private @row(%a: tensor<1x1024xf32>, %b: tensor<3x1024x16xf32>) -> tensor<1x48xf32> {
  %e = tensor.empty() : tensor<1x48xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] packed : (tensor<1x1024xf32>, tensor<3x1024x16xf32>, tensor<1x48xf32>) -> tensor<1x48xf32>
  cameo.yield %c : tensor<1x48xf32>
}
