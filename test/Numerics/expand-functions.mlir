// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(expand-functions-for-gpu))' | FileCheck %s

// sinh x = (e + e / (e + 1)) / 2 with the sign of x, and exp(|x|/2)² / 2 of a large x.
// CHECK-LABEL: cameo.kernel private @sinh
// CHECK:         %[[A:.*]] = math.absf %[[X:.*]] : f32
// CHECK:         %[[E:.*]] = math.expm1 %[[A]]
// CHECK:         %[[H:.*]] = math.exp
// CHECK:         arith.divf %[[E]]
// CHECK:         %[[Y:.*]] = arith.select
// CHECK:         %[[R:.*]] = math.copysign %[[Y]], %[[X]]
// CHECK:         memref.store %[[R]]
// CHECK:         math.sinh %{{.*}} : f64
cameo.kernel private @sinh(%p: !llvm.ptr, %q: !llvm.ptr, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %m = cameo.buffer %p : !llvm.ptr -> memref<16xf32>
  %x = memref.load %m[%c0] : memref<16xf32>
  %y = math.sinh %x : f32
  memref.store %y, %m[%c0] : memref<16xf32>
  // The host's.
  %n = cameo.buffer %q : !llvm.ptr -> memref<16xf64>
  %v = memref.load %n[%c0] : memref<16xf64>
  %w = math.sinh %v : f64
  memref.store %w, %n[%c0] : memref<16xf64>
  cameo.yield
}

// A remainder is a long division in two loops.
// CHECK-LABEL: cameo.kernel private @remainder
// CHECK:         %[[TOP:.*]]:2 = scf.while
// CHECK:         scf.while (%{{.*}} = %[[TOP]]#0
// CHECK-NOT:     arith.remf
cameo.kernel private @remainder(%p: !llvm.ptr, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = cameo.buffer %p : !llvm.ptr -> memref<16xf32>
  %x = memref.load %m[%c0] : memref<16xf32>
  %y = memref.load %m[%c1] : memref<16xf32>
  %r = arith.remf %x, %y : f32
  memref.store %r, %m[%c0] : memref<16xf32>
  cameo.yield
}

// Vectors by their elements.
// CHECK-LABEL: cameo.kernel private @vectors
// CHECK-NOT:     math.powf
// CHECK-COUNT-2: math.log2 %{{.*}} : f32
// CHECK:         vector.from_elements
cameo.kernel private @vectors(%p: !llvm.ptr, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %m = cameo.buffer %p : !llvm.ptr -> memref<16xvector<2xf32>>
  %x = memref.load %m[%c0] : memref<16xvector<2xf32>>
  %y = math.powf %x, %x : vector<2xf32>
  memref.store %y, %m[%c0] : memref<16xvector<2xf32>>
  cameo.yield
}
