// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(guard-special-values))' | FileCheck %s

// What a driver that knows no signed zeros would take for x, 0 or 1.
// CHECK-LABEL: cameo.kernel private @special
// CHECK:         %[[X:.*]] = memref.load
// x + 0 is x, but +0 for -0; x - 0 is x.
// CHECK:         %[[IS_ZERO:.*]] = arith.cmpf oeq, %[[X]], %[[ZERO:.*]] : f32
// CHECK:         %[[SUM:.*]] = arith.select %[[IS_ZERO]], %[[ZERO]], %[[X]]
// CHECK:         memref.store %[[SUM]]
// CHECK-NEXT:    memref.store %[[X]]
// x - x is NaN where x is not finite.
// CHECK:         %[[ABS:.*]] = math.absf %[[X]]
// CHECK:         %[[FINITE:.*]] = arith.cmpf olt, %[[ABS]], %{{.*}} : f32
// CHECK:         %[[DIFFERENCE:.*]] = arith.select %[[FINITE]]
// CHECK:         memref.store %[[DIFFERENCE]]
// x * -0 has the opposite sign of x.
// CHECK:         %[[MINUS:.*]] = arith.negf %[[X]]
// CHECK:         %[[SIGNED:.*]] = math.copysign %{{.*}}, %[[MINUS]]
// CHECK:         %[[PRODUCT:.*]] = arith.select %{{.*}}, %[[SIGNED]], %{{.*}}
// CHECK:         memref.store %[[PRODUCT]]
// x / x is NaN for zeros, too; 0 / x for zeros only.
// CHECK:         arith.cmpf olt
// CHECK:         arith.cmpf ogt
// CHECK:         memref.store
// CHECK:         %[[QUOTIENT:.*]] = math.copysign %{{.*}}, %[[X]]
// CHECK:         arith.cmpf ogt
// CHECK:         memref.store
// What is not special stays.
// CHECK:         arith.mulf %[[X]], %[[X]]
cameo.kernel private @special(%p: !llvm.ptr, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %minus = arith.constant -0.0 : f32
  %m = cameo.buffer %p : !llvm.ptr -> memref<16xf32>
  %x = memref.load %m[%c0] : memref<16xf32>
  %sum = arith.addf %x, %zero : f32
  memref.store %sum, %m[%c0] : memref<16xf32>
  %same = arith.subf %x, %zero : f32
  memref.store %same, %m[%c0] : memref<16xf32>
  %difference = arith.subf %x, %x : f32
  memref.store %difference, %m[%c0] : memref<16xf32>
  %product = arith.mulf %x, %minus : f32
  memref.store %product, %m[%c0] : memref<16xf32>
  %one = arith.divf %x, %x : f32
  memref.store %one, %m[%c0] : memref<16xf32>
  %quotient = arith.divf %zero, %x : f32
  memref.store %quotient, %m[%c0] : memref<16xf32>
  %square = arith.mulf %x, %x : f32
  memref.store %square, %m[%c0] : memref<16xf32>
  cameo.yield
}
