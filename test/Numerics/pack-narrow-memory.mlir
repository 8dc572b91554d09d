// RUN: cameo-opt %s --split-input-file --pass-pipeline='builtin.module(cameo.kernel(pack-narrow-memory))' --verify-diagnostics | FileCheck %s

// A load takes its byte out of a word; a store must not touch the others, which
// other invocations write.
// CHECK-LABEL: cameo.kernel private @bytes
// CHECK-SAME:    (%[[X:.*]]: !llvm.ptr, %[[Y:.*]]: !llvm.ptr, %[[N:.*]]: index
// CHECK:         cameo.buffer %[[X]][%{{.*}}] : !llvm.ptr -> memref<?xi32>
// CHECK:         %[[ALL:.*]] = memref.load
// CHECK-NEXT:    %[[SHIFTED:.*]] = arith.shrui %[[ALL]]
// CHECK-NEXT:    %[[BYTE:.*]] = arith.trunci %[[SHIFTED]] : i32 to i8
// CHECK:         %[[ROW:.*]] = arith.muli %arg{{.}}, %c3
// CHECK:         %[[LINEAR:.*]] = arith.addi %{{.*}}, %c2
// CHECK:         %[[WORD:.*]] = arith.shrui %[[LINEAR]], %c2
// CHECK:         %[[PLACE:.*]] = arith.andi %[[LINEAR]], %c3
// CHECK:         arith.muli %[[PLACE]], %c8
// CHECK:         %[[MASK:.*]] = arith.shli %c255_i32, %[[SHIFT:.*]] :
// CHECK:         %[[CLEAR:.*]] = arith.xori %[[MASK]], %c-1_i32
// CHECK:         memref.atomic_rmw andi %[[CLEAR]], %[[WORDS:.*]][%[[WORD]]]
// CHECK:         %[[WIDE:.*]] = arith.extui %[[BYTE]] : i8 to i32
// CHECK:         %[[SET:.*]] = arith.shli %[[WIDE]], %[[SHIFT]]
// CHECK:         memref.atomic_rmw ori %[[SET]], %[[WORDS]][%[[WORD]]]
cameo.kernel private @bytes(%x: !llvm.ptr, %y: !llvm.ptr, %n: index, %i: index, %end: index) {
  %c2 = arith.constant 2 : index
  %a = cameo.buffer %x[%n] : !llvm.ptr -> memref<?xi8>
  %b = cameo.buffer %y[%n] : !llvm.ptr -> memref<?x3xi8>
  %v = memref.load %a[%i] : memref<?xi8>
  memref.store %v, %b[%i, %c2] : memref<?x3xi8>
  cameo.yield
}

// -----

// What is written by atomic operations is read by them. A boolean is a byte, all
// of it; of the workgroup's memory it has a word.
// CHECK-LABEL: cameo.kernel private @flags
// CHECK:         %[[CELLS:.*]] = memref.alloc() : memref<4xi32, #spirv.storage_class<Workgroup>>
// CHECK:         %[[ALL:.*]] = memref.atomic_rmw ori %c0_i32
// CHECK:         %[[BYTE:.*]] = arith.trunci %{{.*}} : i32 to i8
// CHECK:         %[[FLAG:.*]] = arith.cmpi ne, %[[BYTE]], %c0_i8
// CHECK:         %[[WIDE:.*]] = arith.extui %[[FLAG]] : i1 to i32
// CHECK:         memref.store %[[WIDE]], %[[CELLS]]
// CHECK:         memref.atomic_rmw andi
// CHECK:         memref.atomic_rmw ori
cameo.kernel private @flags(%x: !llvm.ptr, %i: index, %end: index) {
  %a = cameo.buffer %x : !llvm.ptr -> memref<5xi1>
  %cells = memref.alloc() : memref<4xi1, #spirv.storage_class<Workgroup>>
  %v = memref.load %a[%i] : memref<5xi1>
  memref.store %v, %cells[%i] : memref<4xi1, #spirv.storage_class<Workgroup>>
  memref.store %v, %a[%end] : memref<5xi1>
  cameo.yield
}

// -----

// CHECK-LABEL: cameo.kernel private @halves
// CHECK:         arith.andi %{{.*}}, %c1
// CHECK:         %[[BITS:.*]] = arith.trunci %{{.*}} : i32 to i16
// CHECK:         arith.bitcast %[[BITS]] : i16 to f16
cameo.kernel private @halves(%x: !llvm.ptr, %y: !llvm.ptr, %i: index, %end: index) {
  %a = cameo.buffer %x : !llvm.ptr -> memref<5xf16>
  %b = cameo.buffer %y : !llvm.ptr -> memref<5xf32>
  %v = memref.load %a[%i] : memref<5xf16>
  %w = arith.extf %v : f16 to f32
  memref.store %w, %b[%i] : memref<5xf32>
  cameo.yield
}

// -----

// Four neighbours are whole words, which nobody else writes.
// CHECK-LABEL: cameo.kernel private @vectors_of_bytes
// CHECK:         %[[ALL:.*]] = memref.load
// CHECK-COUNT-4: arith.trunci %{{.*}} : i32 to i8
// CHECK:         vector.from_elements
// CHECK:         vector.extract %{{.*}}[3]
// CHECK-NOT:     atomic
// CHECK:         memref.store %{{.*}} : memref<?xi32>
cameo.kernel private @vectors_of_bytes(%x: !llvm.ptr, %y: !llvm.ptr, %i: index, %end: index) {
  %a = cameo.buffer %x : !llvm.ptr -> memref<8xi8>
  %b = cameo.buffer %y : !llvm.ptr -> memref<8xi8>
  %c4 = arith.constant 4 : index
  %v = vector.load %a[%c4] : memref<8xi8>, vector<4xi8>
  vector.store %v, %b[%c4] : memref<8xi8>, vector<4xi8>
  cameo.yield
}

// -----

cameo.kernel private @pairs(%x: !llvm.ptr, %i: index, %end: index) {
  %a = cameo.buffer %x : !llvm.ptr -> memref<8xi8>
  // expected-error @+1 {{accesses a part of a word as a vector}}
  %v = vector.load %a[%i] : memref<8xi8>, vector<2xi8>
  cameo.yield
}

// -----

cameo.kernel private @other(%x: !llvm.ptr, %i: index, %end: index) {
  %a = cameo.buffer %x : !llvm.ptr -> memref<5xi8>
  %c = arith.constant 1 : i8
  // expected-error @+1 {{uses narrow elements otherwise than as elements}}
  %o = memref.atomic_rmw addi %c, %a[%i] : (i8, memref<5xi8>) -> i8
  cameo.yield
}

// -----

cameo.kernel private @vectors(%x: !llvm.ptr, %i: index, %end: index) {
  // expected-error @+1 {{has vectors of narrow elements}}
  %a = cameo.buffer %x : !llvm.ptr -> memref<5xvector<4xi8>>
  cameo.yield
}
