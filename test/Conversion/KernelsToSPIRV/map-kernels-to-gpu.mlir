// RUN: cameo-opt %s --split-input-file --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,bufferize-kernel,canonicalize,cse),map-kernels-to-gpu,cameo.kernel(fold-memref-alias-ops,canonicalize,cse))' | FileCheck %s

// One invocation an element, the contiguous dimension fastest.
// CHECK:       #[[GROUPS:.*]] = affine_map<()[s0] -> ((s0 * 7) ceildiv 128)>
// CHECK-LABEL: cameo.kernel private @elements_stage0
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK:         %[[INVOCATION:.*]] = gpu.thread_id  x
// CHECK:         %[[LINEAR:.*]] = arith.addi %{{.*}}, %[[INVOCATION]]
// CHECK:         arith.cmpi ult, %[[LINEAR]], %{{.*}}
// CHECK:         %[[J:.*]] = arith.remui %[[LINEAR]], %c7
// CHECK:         %[[I:.*]] = arith.divui %[[LINEAR]], %c7
// CHECK:         memref.load %{{.*}}[%[[I]], %[[J]]] : memref<?x7xf32>
// CHECK:         memref.store %{{.*}}, %{{.*}}[%[[I]], %[[J]]] : memref<?x7xf32>
cameo.kernel private @elements(%x: tensor<?x7xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?x7xf32> {cameo.extents = array<i64: 1>}) {
  %e = tensor.empty(%n) : tensor<?x7xf32>
  %y = linalg.exp ins(%x : tensor<?x7xf32>) outs(%e : tensor<?x7xf32>) -> tensor<?x7xf32>
  cameo.yield %y : tensor<?x7xf32>
}

// -----

// Four elements, where rows are fours. What is the same in a row is read once,
// and each element knows its number.
// CHECK:       #[[GROUPS:.*]] = affine_map<()[s0] -> ((s0 * 8) ceildiv 512)>
// CHECK-LABEL: cameo.kernel private @fours_stage0
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK:         %[[LINEAR:.*]] = arith.muli %{{.*}}, %c4
// CHECK:         %[[J:.*]] = arith.remui %[[LINEAR]], %c8
// CHECK:         %[[I:.*]] = arith.divui %[[LINEAR]], %c8
// CHECK:         %[[X:.*]] = vector.load %{{.*}}[%[[I]], %[[J]]] : memref<?x8xf32>, vector<4xf32>
// CHECK:         %[[S:.*]] = memref.load %{{.*}}[%[[I]]]
// CHECK:         %[[J3:.*]] = arith.addi %[[J]], %c3
// CHECK:         arith.index_cast %[[J3]]
// CHECK:         vector.store %{{.*}}, %{{.*}}[%[[I]], %[[J]]] : memref<?x8xf32>, vector<4xf32>
cameo.kernel private @fours(%x: tensor<?x8xf32> {cameo.extents = array<i64: 2>}, %scale: tensor<?xf32> {cameo.extents = array<i64: 2>}, %n: index) -> (tensor<?x8xf32> {cameo.extents = array<i64: 2>}) {
  %e = tensor.empty(%n) : tensor<?x8xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %scale : tensor<?x8xf32>, tensor<?xf32>) outs(%e : tensor<?x8xf32>) {
  ^bb0(%a: f32, %s: f32, %out: f32):
    %j = linalg.index 1 : index
    %k = arith.index_cast %j : index to i32
    %f = arith.sitofp %k : i32 to f32
    %p = arith.mulf %a, %s : f32
    %r = arith.addf %p, %f : f32
    linalg.yield %r : f32
  } -> tensor<?x8xf32>
  cameo.yield %y : tensor<?x8xf32>
}

// -----

// Parts of rows: from a multiple of four on, and not.
// CHECK-LABEL: cameo.kernel private @parts_stage0
// CHECK:         vector.store %{{.*}}, %{{.*}} : memref<5x16xf32>, vector<4xf32>
// CHECK-LABEL: cameo.kernel private @parts_stage1
// CHECK-NOT:     vector
cameo.kernel private @parts(%x: tensor<5x8xf32>, %y: tensor<5x4xf32>) -> tensor<5x16xf32> {
  %e = tensor.empty() : tensor<5x16xf32>
  %0 = tensor.insert_slice %x into %e[0, 4] [5, 8] [1, 1] : tensor<5x8xf32> into tensor<5x16xf32>
  %1 = tensor.insert_slice %y into %0[0, 1] [5, 4] [1, 1] : tensor<5x4xf32> into tensor<5x16xf32>
  cameo.yield %1 : tensor<5x16xf32>
}

// -----

// Four maxima in registers, of channels that are neighbours.
// CHECK-LABEL: cameo.kernel private @pool_stage0
// CHECK:         %[[MAX:.*]]:4 = scf.for
// CHECK:           vector.load %{{.*}} : memref<6x4xf32>, vector<4xf32>
// CHECK-COUNT-4:   arith.maximumf
// CHECK:         vector.from_elements %[[MAX]]#0, %[[MAX]]#1, %[[MAX]]#2, %[[MAX]]#3
// CHECK:         vector.store
cameo.kernel private @pool(%x: tensor<6x4xf32>, %window: tensor<3xf32>) -> tensor<2x4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, c, k) -> (2 * i + k, c)>, affine_map<(i, c, k) -> (k)>, affine_map<(i, c, k) -> (i, c)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %window : tensor<6x4xf32>, tensor<3xf32>) outs(%f : tensor<2x4xf32>) {
  ^bb0(%in: f32, %w: f32, %acc: f32):
    %m = arith.maximumf %in, %acc : f32
    linalg.yield %m : f32
  } -> tensor<2x4xf32>
  cameo.yield %y : tensor<2x4xf32>
}

// -----

// What overwrites must come later: a stage each.
// CHECK-LABEL: cameo.kernel private @stages_stage0
// CHECK:         memref.store %cst
// CHECK-NOT:     memref.store
// CHECK-LABEL: cameo.kernel private @stages_stage1
// CHECK:         memref.load %{{.*}} : memref<4xf32>
// CHECK:         memref.store %{{.*}} : memref<6xf32>
// CHECK-NOT:     memref.store
cameo.kernel private @stages(%x: tensor<4xf32>) -> tensor<6xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %y = tensor.insert_slice %x into %f[1] [4] [1] : tensor<4xf32> into tensor<6xf32>
  cameo.yield %y : tensor<6xf32>
}

// -----

// A workgroup a row: the sum is a tree in workgroup memory, the elements are
// dealt out after it is known.
// CHECK:       #[[GROUPS:.*]] = affine_map<() -> (6)>
// CHECK-LABEL: cameo.kernel private @rows_stage0
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK:         %[[SUM:.*]] = memref.alloc() : memref<f32, #spirv.storage_class<Workgroup>>
// CHECK:         %[[I:.*]] = gpu.thread_id  x
// CHECK:         %[[CELLS:.*]] = memref.alloc() : memref<128xf32, #spirv.storage_class<Workgroup>>
// CHECK:         %[[SHARE:.*]] = scf.for %{{.*}} = %[[I]] to %c300 step %c128
// CHECK:         memref.store %[[SHARE]], %[[CELLS]][%[[I]]]
// CHECK:         spirv.ControlBarrier
// CHECK:         arith.cmpi ult, %[[I]], %c64
// CHECK:         arith.cmpi ult, %[[I]], %c1
// CHECK:         spirv.ControlBarrier
// CHECK:         memref.store %{{.*}}, %[[SUM]][]
// CHECK:         spirv.ControlBarrier
// CHECK:         scf.for %{{.*}} = %[[I]] to %c300 step %c128
// CHECK:           memref.load %[[SUM]][]
// CHECK:           arith.divf
// CHECK:         spirv.ControlBarrier
cameo.kernel private @rows(%x: tensor<6x300xf32>) -> tensor<6x300xf32> attributes {cameo.rows = 1 : i64} {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<6x300xf32>) outs(%f : tensor<6xf32>) {
  ^bb0(%in: f32, %acc: f32):
    %t = arith.addf %acc, %in : f32
    linalg.yield %t : f32
  } -> tensor<6xf32>
  %o = tensor.empty() : tensor<6x300xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<6x300xf32>, tensor<6xf32>) outs(%o : tensor<6x300xf32>) {
  ^bb0(%in: f32, %sum: f32, %out: f32):
    %q = arith.divf %in, %sum : f32
    linalg.yield %q : f32
  } -> tensor<6x300xf32>
  cameo.yield %y : tensor<6x300xf32>
}

// -----

// What a stage leaves to a later one is in a scratch buffer, after the results.
// CHECK:       #[[BYTES:.*]] = affine_map<() -> (32)>
// CHECK-LABEL: cameo.kernel private @scratch_stage0
// CHECK-SAME:    (%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %[[SCRATCH:.*]]: !llvm.ptr, %{{.*}}: index, %{{.*}}: index)
// CHECK-SAME:    cameo.scratch = [#[[BYTES]]]
// CHECK:         %[[WRITTEN:.*]] = cameo.buffer %[[SCRATCH]]
// CHECK:         vector.store %{{.*}}, %[[WRITTEN]]
// CHECK-LABEL: cameo.kernel private @scratch_stage1
cameo.kernel private @scratch(%x: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %t = linalg.exp ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (-i + 7)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%t, %t : tensor<8xf32>, tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<8xf32>
  cameo.yield %r : tensor<8xf32>
}
