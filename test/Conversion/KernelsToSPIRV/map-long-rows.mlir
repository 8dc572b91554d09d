// RUN: cameo-opt %s --pass-pipeline='builtin.module(map-kernels-to-gpu,cameo.kernel(canonicalize,cse))' | FileCheck %s

// Long reductions have a workgroup for each of their results, here one.
// CHECK-DAG:   #[[ONE:.*]] = affine_map<() -> (1)>
// CHECK-DAG:   #[[ELEMENTS:.*]] = affine_map<() -> (3)>
// CHECK-LABEL: cameo.kernel private @all_stage0
// CHECK-SAME:    cameo.groups = #[[ONE]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK:         %[[INVOCATION:.*]] = gpu.thread_id  x
// CHECK:         scf.for %[[K:.*]] = %[[INVOCATION]] to %c600 step %c128
// CHECK:           %[[J:.*]] = arith.remui %[[K]], %c2
// CHECK:           %[[I:.*]] = arith.divui %[[K]], %c2
// CHECK:           memref.load %{{.*}}[%[[I]], %[[J]]]
// CHECK:         spirv.ControlBarrier
// CHECK:         memref.store %{{.*}}, %{{.*}}[] : memref<f32>
cameo.kernel private @all(%p: !llvm.ptr, %q: !llvm.ptr, %begin: index, %end: index) {
  %x = cameo.buffer %p : !llvm.ptr -> memref<300x2xf32>
  %y = cameo.buffer %q : !llvm.ptr -> memref<f32>
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%y : memref<f32>)
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%x : memref<300x2xf32>) outs(%y : memref<f32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  }
  cameo.yield
}

// Columns have an invocation each: neighbours read neighbours.
// CHECK-LABEL: cameo.kernel private @columns_stage0
// CHECK-SAME:    cameo.groups = #[[ELEMENTS]], cameo.workgroup = array<i64: 128, 1, 1>
// CHECK-NOT:     spirv.ControlBarrier
cameo.kernel private @columns(%p: !llvm.ptr, %q: !llvm.ptr, %begin: index, %end: index) {
  %x = cameo.buffer %p : !llvm.ptr -> memref<300x301xf32>
  %y = cameo.buffer %q : !llvm.ptr -> memref<301xf32>
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%y : memref<301xf32>)
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%x : memref<300x301xf32>) outs(%y : memref<301xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  }
  cameo.yield
}

// Long columns, if they are few, have a workgroup each, too.
// CHECK-LABEL: cameo.kernel private @few_columns_stage0
// CHECK-SAME:    cameo.workgroup = array<i64: 128, 1, 1>
// CHECK:         scf.for %[[K:.*]] = %{{.*}} to %c5000 step %c128
// CHECK:           memref.load %{{.*}}[%[[K]], %{{.*}}]
// CHECK:         spirv.ControlBarrier
cameo.kernel private @few_columns(%p: !llvm.ptr, %q: !llvm.ptr, %begin: index, %end: index) {
  %x = cameo.buffer %p : !llvm.ptr -> memref<5000x4xf32>
  %y = cameo.buffer %q : !llvm.ptr -> memref<4xf32>
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%y : memref<4xf32>)
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%x : memref<5000x4xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  }
  cameo.yield
}
