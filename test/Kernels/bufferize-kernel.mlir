// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,bufferize-kernel,canonicalize))' | FileCheck %s

// The result is computed in its memory: nothing is allocated or copied.
// CHECK-LABEL: cameo.kernel private @in_place
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr,
// CHECK-NOT:     memref.alloc
// CHECK-DAG:     %[[XM:.*]] = cameo.buffer %[[X]]
// CHECK-DAG:     %[[YM:.*]] = cameo.buffer %[[Y]]
// CHECK:         linalg.exp ins(%[[XM]] : memref<8xf32>) outs(%[[YM]] : memref<8xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         cameo.yield
cameo.kernel private @in_place(%x: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %y = linalg.exp ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  cameo.yield %y : tensor<8xf32>
}

// An argument is never written: an insertion into it copies it first.
// CHECK-LABEL: cameo.kernel private @arguments_stay
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[V:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr,
// CHECK-DAG:     %[[XM:.*]] = cameo.buffer %[[X]]
// CHECK-DAG:     %[[YM:.*]] = cameo.buffer %[[Y]]
// CHECK:         memref.copy %[[XM]], %[[COPY:.*]] : memref<8xf32> to memref<8xf32>
// CHECK-NOT:     memref.copy %{{.*}}, %[[XM]]
// CHECK:         cameo.yield
cameo.kernel private @arguments_stay(%x: tensor<8xf32>, %v: tensor<2xf32>) -> tensor<8xf32> {
  %y = tensor.insert_slice %v into %x[3] [2] [1] : tensor<2xf32> into tensor<8xf32>
  cameo.yield %y : tensor<8xf32>
}
