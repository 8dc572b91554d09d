// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(expand-math))' | FileCheck %s

// Scalars and vectors become polynomials; nothing is left to call a library for.
// CHECK-LABEL: cameo.kernel private @transcendental
// CHECK-NOT:     math.exp
// CHECK-NOT:     math.tanh
// CHECK-NOT:     math.erf
// CHECK-NOT:     math.sin
// CHECK-NOT:     math.cos
// CHECK:         math.fma {{.*}} : f32
// CHECK:         math.fma {{.*}} : vector<16xf32>
// CHECK:         cameo.yield
cameo.kernel private @transcendental(%p: !llvm.ptr, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %m = cameo.buffer %p : !llvm.ptr -> memref<16xf32>
  %x = memref.load %m[%c0] : memref<16xf32>
  %e = math.exp %x : f32
  %s = math.sin %e : f32
  %u = math.cos %s : f32
  %t = math.tanh %u : f32
  memref.store %t, %m[%c0] : memref<16xf32>
  %v = vector.load %m[%c0] : memref<16xf32>, vector<16xf32>
  %w = math.cos %v : vector<16xf32>
  %r = math.erf %w : vector<16xf32>
  vector.store %r, %m[%c0] : memref<16xf32>, vector<16xf32>
  cameo.yield
}
