// RUN: cameo-opt %s --bf16-to-integers | FileCheck %s

// What tells of the model keeps its types.
// CHECK: module attributes {cameo.example = bf16}
module attributes {cameo.example = bf16} {
  // CHECK-LABEL: func.func @move
  // CHECK-SAME:    (%[[FROM:.*]]: memref<4xi16>, %{{.*}}: index, %[[TO:.*]]: memref<4xi16>)
  // CHECK-DAG:     %[[ONE:.*]] = arith.constant 16256 : i16
  // CHECK-DAG:     %[[TWOS:.*]] = arith.constant dense<16384> : vector<4xi16>
  // CHECK:         %[[X:.*]] = memref.load %[[FROM]]
  // CHECK-NOT:     bitcast
  // CHECK:         %[[WIDE:.*]] = arith.extui %[[X]] : i16 to i32
  // CHECK:         arith.select %{{.*}}, %[[X]], %[[ONE]] : i16
  // CHECK:         memref.store {{.*}} : memref<4xi16>
  // CHECK:         vector.store %[[TWOS]]
  func.func @move(%from: memref<4xbf16>, %i: index, %to: memref<4xbf16>) {
    %one = arith.constant 1.0 : bf16
    %twos = arith.constant dense<2.0> : vector<4xbf16>
    %x = memref.load %from[%i] : memref<4xbf16>
    %bits = arith.bitcast %x : bf16 to i16
    %wide = arith.extui %bits : i16 to i32
    %zero = arith.constant 0 : i32
    %is_zero = arith.cmpi eq, %wide, %zero : i32
    %y = arith.select %is_zero, %x, %one : bf16
    memref.store %y, %to[%i] : memref<4xbf16>
    vector.store %twos, %to[%i] : memref<4xbf16>, vector<4xbf16>
    return
  }
}
