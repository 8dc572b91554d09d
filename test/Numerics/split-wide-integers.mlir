// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(split-wide-integers,canonicalize,cse))' | FileCheck %s

// Memory keeps its layout: low word, high word.
// CHECK-LABEL: cameo.kernel private @sum
// CHECK-NOT:     i64
// CHECK:         cameo.buffer %{{.*}} : !llvm.ptr -> memref<8xvector<2xi32>>
// CHECK:         %[[X:.*]] = memref.load
// CHECK:         vector.extract %[[X]][0]
// CHECK:         %{{.*}}, %[[CARRY:.*]] = arith.addui_extended
// CHECK:         memref.store %{{.*}} : memref<8xvector<2xi32>>
cameo.kernel private @sum(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi64>
  %x = memref.load %b[%i] : memref<8xi64>
  %y = arith.addi %x, %x : i64
  memref.store %y, %b[%i] : memref<8xi64>
  cameo.yield
}

// No word is shifted by 32 places, which devices do in different ways.
// CHECK-LABEL: cameo.kernel private @shift
// CHECK-DAG:     %[[LOW:.*]] = vector.extract %[[X:.*]][0]
// CHECK-DAG:     %[[HIGH:.*]] = vector.extract %[[X]][1]
// CHECK:         %[[PLACES:.*]] = arith.andi %[[AMOUNT:.*]], %c31_i32
// CHECK:         %[[REST:.*]] = arith.xori %[[PLACES]], %c31_i32
// CHECK:         %[[FAR:.*]] = arith.cmpi uge, %[[AMOUNT]], %c32_i32
// CHECK:         %[[UPPER:.*]] = arith.shli %[[HIGH]], %[[PLACES]]
// CHECK:         %[[HALF:.*]] = arith.shrui %[[LOW]], %c1_i32
// CHECK:         %[[CARRY:.*]] = arith.shrui %[[HALF]], %[[REST]]
// CHECK:         %[[NEAR:.*]] = arith.ori %[[UPPER]], %[[CARRY]]
// CHECK:         %[[LOWER:.*]] = arith.shli %[[LOW]], %[[PLACES]]
// CHECK:         %[[NEWHIGH:.*]] = arith.select %[[FAR]], %[[LOWER]], %[[NEAR]]
// CHECK:         %[[NEWLOW:.*]] = arith.select %[[FAR]], %c0_i32, %[[LOWER]]
// CHECK:         vector.from_elements %[[NEWLOW]], %[[NEWHIGH]]
cameo.kernel private @shift(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi64>
  %x = memref.load %b[%i] : memref<8xi64>
  %n = memref.load %b[%end] : memref<8xi64>
  %y = arith.shli %x, %n : i64
  memref.store %y, %b[%i] : memref<8xi64>
  cameo.yield
}

// Numbers of one word are divided at once, others a digit at a time.
// CHECK-LABEL: cameo.kernel private @quotient
// CHECK:         scf.if
// CHECK:           arith.divui %{{.*}} : i32
// CHECK:         else
// CHECK:           scf.for {{.*}} = %c0 to %c64
// CHECK:             arith.subi
cameo.kernel private @quotient(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi64>
  %x = memref.load %b[%i] : memref<8xi64>
  %y = memref.load %b[%end] : memref<8xi64>
  %q = arith.divsi %x, %y : i64
  memref.store %q, %b[%i] : memref<8xi64>
  cameo.yield
}

// An index has one word on a device.
// CHECK-LABEL: cameo.kernel private @position
// CHECK:         %[[I:.*]] = arith.index_cast %{{.*}} : index to i32
// CHECK:         arith.sitofp %[[I]] : i32 to f32
cameo.kernel private @position(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xf32>
  %x = arith.index_cast %i : index to i64
  %f = arith.sitofp %x : i64 to f32
  memref.store %f, %b[%i] : memref<8xf32>
  cameo.yield
}
