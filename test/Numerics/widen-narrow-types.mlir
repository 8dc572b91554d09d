// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(widen-narrow-types,canonicalize,cse))' | FileCheck %s

// Operands are extended as the operation needs: a quotient of signed numbers,
// a comparison of unsigned ones. A sum's upper bits are anything.
// CHECK-LABEL: cameo.kernel private @integers
// CHECK-NOT:     i8
// CHECK:         %[[W:.*]] = memref.load
// CHECK:         %[[HIGH:.*]] = arith.shli %[[W]], %c24_i32
// CHECK:         %[[X:.*]] = arith.shrsi %[[HIGH]], %c24_i32
// CHECK:         %[[Q:.*]] = arith.divsi %[[X]], %c3_i32
// CHECK:         %[[SUM:.*]] = arith.addi
// CHECK:         %[[U:.*]] = arith.andi %[[SUM]], %c255_i32
// CHECK:         arith.cmpi ult, %[[U]], %c200_i32
// CHECK-NOT:     i8
// CHECK:         memref.store
cameo.kernel private @integers(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi32>
  %w = memref.load %b[%i] : memref<8xi32>
  %x = arith.trunci %w : i32 to i8
  %c3 = arith.constant 3 : i8
  %c200 = arith.constant 200 : i8
  %q = arith.divsi %x, %c3 : i8
  %s = arith.addi %q, %x : i8
  %less = arith.cmpi ult, %s, %c200 : i8
  %r = arith.extui %less : i1 to i32
  memref.store %r, %b[%i] : memref<8xi32>
  cameo.yield
}

// Conversions of float16, with what is special: infinities, denormals.
// CHECK-LABEL: cameo.kernel private @floats
// CHECK-NOT:     f16
// CHECK:         %[[SPECIAL:.*]] = arith.ori %{{.*}}, %c2139095040_i32
// CHECK:         %[[DENORMAL:.*]] = arith.mulf %{{.*}}, %cst{{.*}} : f32
// CHECK:         %[[X:.*]] = arith.bitcast %{{.*}} : i32 to f32
// CHECK:         %[[SUM:.*]] = arith.addf %[[X]], %[[X]] : f32
// CHECK:         arith.bitcast %[[SUM]] : f32 to i32
// CHECK-NOT:     f16
// CHECK:         memref.store %{{.*}} : memref<8xi32>
cameo.kernel private @floats(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi32>
  %w = memref.load %b[%i] : memref<8xi32>
  %h = arith.trunci %w : i32 to i16
  %f = arith.bitcast %h : i16 to f16
  %x = arith.extf %f : f16 to f32
  %sum = arith.addf %x, %x : f32
  %r = arith.truncf %sum : f32 to f16
  %bits = arith.bitcast %r : f16 to i16
  %wide = arith.extui %bits : i16 to i32
  memref.store %wide, %b[%i] : memref<8xi32>
  cameo.yield
}

// A choice between two needs no conversion.
// CHECK-LABEL: cameo.kernel private @choice
// CHECK-NOT:     mulf
// CHECK:         arith.select %{{.*}} : i32
cameo.kernel private @choice(%p: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi32>
  %w = memref.load %b[%i] : memref<8xi32>
  %v = memref.load %b[%end] : memref<8xi32>
  %less = arith.cmpi ult, %i, %end : index
  %h = arith.trunci %w : i32 to i16
  %g = arith.trunci %v : i32 to i16
  %f = arith.bitcast %h : i16 to bf16
  %e = arith.bitcast %g : i16 to bf16
  %x = arith.extf %f : bf16 to f32
  %y = arith.extf %e : bf16 to f32
  %z = arith.select %less, %x, %y : f32
  %r = arith.truncf %z : f32 to bf16
  %bits = arith.bitcast %r : bf16 to i16
  %wide = arith.extui %bits : i16 to i32
  memref.store %wide, %b[%i] : memref<8xi32>
  cameo.yield
}

// Also what loops carry, and what goes to 64 bits and back.
// CHECK-LABEL: cameo.kernel private @loop
// CHECK:         %[[LAST:.*]] = scf.for {{.*}} iter_args(%{{.*}} = %c1_i32) -> (i32)
// CHECK:         %[[SIGNED:.*]] = arith.shrsi
// CHECK:         arith.extsi %[[SIGNED]] : i32 to i64
cameo.kernel private @loop(%p: !llvm.ptr, %q: !llvm.ptr, %i: index, %end: index) {
  %b = cameo.buffer %p : !llvm.ptr -> memref<8xi64>
  %one = arith.constant 1 : i16
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %last = scf.for %k = %c0 to %end step %c1 iter_args(%x = %one) -> (i16) {
    %w = memref.load %b[%k] : memref<8xi64>
    %n = arith.trunci %w : i64 to i16
    %y = arith.muli %x, %n : i16
    scf.yield %y : i16
  }
  %r = arith.extsi %last : i16 to i64
  memref.store %r, %b[%i] : memref<8xi64>
  cameo.yield
}
