// RUN: cameo-opt %s --split-input-file --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,bufferize-kernel,canonicalize,cse),map-kernels-to-gpu,cameo.kernel(fold-memref-alias-ops,canonicalize,cse))' | FileCheck %s

// One invocation an element, the contiguous dimension fastest.
// CHECK:       #[[GROUPS:.*]] = affine_map<()[s0] -> ((s0 * 8) ceildiv 256)>
// CHECK-LABEL: cameo.kernel private @elements_stage0
// CHECK-SAME:    cameo.groups = #[[GROUPS]], cameo.workgroup = array<i64: 256, 1, 1>
// CHECK:         %[[INVOCATION:.*]] = gpu.thread_id  x
// CHECK:         %[[LINEAR:.*]] = arith.addi %{{.*}}, %[[INVOCATION]]
// CHECK:         arith.cmpi ult, %[[LINEAR]], %{{.*}}
// CHECK:         %[[J:.*]] = arith.remui %[[LINEAR]], %c8
// CHECK:         %[[I:.*]] = arith.divui %[[LINEAR]], %c8
// CHECK:         memref.load %{{.*}}[%[[I]], %[[J]]] : memref<?x8xf32>
// CHECK:         memref.store %{{.*}}, %{{.*}}[%[[I]], %[[J]]] : memref<?x8xf32>
cameo.kernel private @elements(%x: tensor<?x8xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?x8xf32> {cameo.extents = array<i64: 1>}) {
  %e = tensor.empty(%n) : tensor<?x8xf32>
  %y = linalg.exp ins(%x : tensor<?x8xf32>) outs(%e : tensor<?x8xf32>) -> tensor<?x8xf32>
  cameo.yield %y : tensor<?x8xf32>
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
// CHECK:         memref.store %{{.*}}, %[[WRITTEN]]
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
