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

// An argument is never written: an insertion into it copies it first, to where
// the result is to be.
// CHECK-LABEL: cameo.kernel private @arguments_stay
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[V:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr,
// CHECK-DAG:     %[[XM:.*]] = cameo.buffer %[[X]]
// CHECK-DAG:     %[[YM:.*]] = cameo.buffer %[[Y]]
// CHECK-NOT:     memref.alloc
// CHECK:         memref.copy %[[XM]], %[[YM]] : memref<8xf32> to memref<8xf32>
// CHECK:         memref.subview %[[YM]][3] [2] [1]
// CHECK-NOT:     memref.copy %{{.*}}, %[[XM]]
// CHECK:         cameo.yield
cameo.kernel private @arguments_stay(%x: tensor<8xf32>, %v: tensor<2xf32>) -> tensor<8xf32> {
  %y = tensor.insert_slice %v into %x[3] [2] [1] : tensor<2xf32> into tensor<8xf32>
  cameo.yield %y : tensor<8xf32>
}

// So does a loop that writes into its copy, whatever the extent.
// CHECK-LABEL: cameo.kernel private @loop
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr,
// CHECK-DAG:     %[[XM:.*]] = cameo.buffer %[[X]]
// CHECK-DAG:     %[[YM:.*]] = cameo.buffer %[[Y]]
// CHECK-NOT:     memref.alloc
// CHECK:         memref.copy %[[XM]], %[[YM]]
// CHECK:         memref.store %{{.*}}, %[[YM]]
// CHECK-NOT:     memref.copy
// CHECK:         cameo.yield
cameo.kernel private @loop(%x: tensor<?xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?xf32> {cameo.extents = array<i64: 1>}) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %one = arith.constant 1.0 : f32
  %y = scf.for %i = %c0 to %n step %c2 iter_args(%to = %x) -> tensor<?xf32> {
    %next = tensor.insert %one into %to[%i] : tensor<?xf32>
    scf.yield %next : tensor<?xf32>
  }
  cameo.yield %y : tensor<?xf32>
}

// Memory that is read after the copy is memory of its own.
// CHECK-LABEL: cameo.kernel private @two_results
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr, %[[Z:.*]]: !llvm.ptr,
// CHECK-DAG:     %[[YM:.*]] = cameo.buffer %[[Y]]
// CHECK-DAG:     %[[ZM:.*]] = cameo.buffer %[[Z]]
// CHECK-NOT:     memref.alloc
// CHECK:         memref.store %{{.*}}, %[[ZM]]
// CHECK:         memref.copy %[[ZM]], %[[YM]]
// CHECK:         cameo.yield
cameo.kernel private @two_results(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %c0 = arith.constant 0 : index
  %one = arith.constant 1.0 : f32
  %y = tensor.insert %one into %x[%c0] : tensor<8xf32>
  cameo.yield %y, %y : tensor<8xf32>, tensor<8xf32>
}
