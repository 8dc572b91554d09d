// RUN: cameo-opt %s --host-to-llvm --canonicalize --split-input-file | FileCheck %s

// A branch makes its result where it is to be: in the caller's buffer. One that
// has it already copies it there.
// CHECK-LABEL: func.func @model_invoke
// CHECK:         call @model_exp(%[[X:[0-9]+]], %[[Y:[0-9]+]],
// CHECK:         cf.br ^[[END:bb[0-9]+]]
// CHECK:         "llvm.intr.memcpy"(%[[Y]], %[[X]]
// CHECK:         cf.br ^[[END]]
// CHECK-NOT:     cameo_heap
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<32xf32>, %c: tensor<i1>) -> tensor<32xf32> {
  %i = tensor.extract %c[] : tensor<i1>
  %y = cameo.if %i : tensor<32xf32> then {
    %0 = cameo.dispatch @exp(%x) : (tensor<32xf32>) -> tensor<32xf32>
    cameo.yield %0 : tensor<32xf32>
  } else {
    cameo.yield %x : tensor<32xf32>
  }
  return %y : tensor<32xf32>
}

// -----

// What is carried is read in one place and made in another; at first it is where
// its initial value is. A row goes to its place in the caller's buffer.
// CHECK-LABEL: func.func @model_invoke
// CHECK:         cf.br ^[[HEAD:bb[0-9]+]](%{{[^ ]*}}, %{{[^ ]*}}, %{{[^ ]*}}, %{{[^ ]*}} : index, !llvm.ptr, !llvm.ptr, !llvm.ptr)
// CHECK:       ^[[HEAD]](%[[I:[0-9]+]]: index, %[[NOW:[0-9]+]]: !llvm.ptr, %[[NEXT:[0-9]+]]: !llvm.ptr, %[[THEN:[0-9]+]]: !llvm.ptr):
// CHECK:         arith.cmpi slt, %[[I]]
// CHECK:         call @model_exp(%[[NOW]], %[[NEXT]],
// CHECK:         "llvm.intr.memcpy"(%{{.*}}, %[[NOW]]
// CHECK:         cf.br ^[[HEAD]](%{{.*}}, %[[NEXT]], %[[THEN]], %[[NEXT]]
// CHECK-NOT:     cameo_heap
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<32xf32>) -> (tensor<32xf32>, tensor<5x32xf32>) {
  %n = arith.constant 5 : index
  %r:2 = cameo.loop to %n carries(%x : tensor<32xf32>) -> tensor<32xf32>, tensor<5x32xf32> do {
  ^bb0(%i: index, %v: tensor<32xf32>):
    %0 = cameo.dispatch @exp(%v) : (tensor<32xf32>) -> tensor<32xf32>
    cameo.next carries(%0 : tensor<32xf32>) collects(%v : tensor<32xf32>)
  }
  return %r#0, %r#1 : tensor<32xf32>, tensor<5x32xf32>
}

// -----

// Memory of a size that data tell is the heap's, released after its last use;
// whatever is left goes with the heap, also where the run fails. The output is
// allocated in the end.
// CHECK:         cameo.data_extents
// CHECK-LABEL: func.func @model_invoke
// CHECK:         %[[A:.*]] = call @cameo_heap_allocate(%[[HEAP:[0-9]+]], %{{.*}})
// CHECK:         %[[B:.*]] = call @cameo_heap_allocate(%[[HEAP]], %{{.*}})
// CHECK:         call @cameo_heap_release(%[[HEAP]], %[[A]])
// CHECK:         %[[Y:.*]] = call @cameo_allocate
// CHECK:         "llvm.intr.memcpy"(%[[Y]], %[[B]]
// CHECK:         call @cameo_heap_close(%[[HEAP]])
cameo.kernel private @fill(%y: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[s0] -> (s0)>, cost = 1 : i64} {
  cameo.yield
}
cameo.kernel private @copy(%x: !llvm.ptr, %y: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[s0] -> (s0)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<i64>) -> tensor<?xf32> {
  %i = tensor.extract %x[] : tensor<i64>
  %n = arith.index_cast %i : i64 to index
  %a = cameo.dispatch @fill(%n) [%n] : (index) -> tensor<?xf32>
  %b = cameo.dispatch @copy(%a, %n) [%n] : (tensor<?xf32>, index) -> tensor<?xf32>
  return %b : tensor<?xf32>
}
