// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers))' | FileCheck %s

// Read tensors, written tensors, extents, and a range of tasks.
// CHECK-LABEL: cameo.kernel private @add_rows(
// CHECK-SAME:    %[[X:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr, %[[OUT:.*]]: !llvm.ptr, %[[N:.*]]: index, %{{.*}}: index, %{{.*}}: index) {
// CHECK:         %[[XM:.*]] = cameo.buffer %[[X]][%[[N]]] : !llvm.ptr -> memref<?x4xf32>
// CHECK:         %[[XT:.*]] = bufferization.to_tensor %[[XM]] restrict
// CHECK:         %[[YM:.*]] = cameo.buffer %[[Y]] : !llvm.ptr -> memref<4xf32>
// CHECK:         %[[YT:.*]] = bufferization.to_tensor %[[YM]] restrict
// CHECK:         %[[OUTM:.*]] = cameo.buffer %[[OUT]][%[[N]]] : !llvm.ptr -> memref<?x4xf32>
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}} ins(%[[XT]], %[[YT]] :
// CHECK:         bufferization.materialize_in_destination %[[SUM]] in restrict writable %[[OUTM]]
// CHECK:         cameo.yield{{$}}
cameo.kernel private @add_rows(%x: tensor<?x4xf32> {cameo.extents = array<i64: 2>}, %y: tensor<4xf32>, %n: index) -> (tensor<?x4xf32> {cameo.extents = array<i64: 2>}) {
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %y : tensor<?x4xf32>, tensor<4xf32>) outs(%e : tensor<?x4xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.addf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<?x4xf32>
  cameo.yield %s : tensor<?x4xf32>
}
