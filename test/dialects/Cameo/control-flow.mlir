// RUN: cameo-opt %s | cameo-opt | FileCheck %s
// RUN: cameo-opt %s --canonicalize | FileCheck %s --check-prefix=SAME

// CHECK-LABEL: func.func @branch
// CHECK:         %[[R:.*]]:2 = cameo.if %{{.*}} : tensor<?xf32>, index then {
// CHECK:           cameo.yield %{{.*}}, %{{.*}} : tensor<?xf32>, index
// CHECK:         } else {
func.func @branch(%c: i1, %x: tensor<?xf32>, %n: index, %y: tensor<?xf32>, %m: index) -> tensor<?xf32> {
  %r:2 = cameo.if %c : tensor<?xf32>, index then {
    cameo.yield %x, %n : tensor<?xf32>, index
  } else {
    cameo.yield %y, %m : tensor<?xf32>, index
  }
  return %r#0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @loop
// CHECK:         cameo.loop to %{{.*}} while %{{.*}} carries(%{{.*}} : tensor<4xf32>) -> tensor<4xf32>, tensor<?x4xf32>, index do {
// CHECK:         ^bb0(%{{.*}}: index, %[[X:.*]]: tensor<4xf32>):
// CHECK:           cameo.next while %{{.*}} carries(%[[X]] : tensor<4xf32>) collects(%[[X]] : tensor<4xf32>)
func.func @loop(%n: index, %c: i1, %x: tensor<4xf32>) -> tensor<?x4xf32> {
  %r:3 = cameo.loop to %n while %c carries(%x : tensor<4xf32>) -> tensor<4xf32>, tensor<?x4xf32>, index do {
  ^bb0(%i: index, %v: tensor<4xf32>):
    cameo.next while %c carries(%v : tensor<4xf32>) collects(%v : tensor<4xf32>)
  }
  return %r#1 : tensor<?x4xf32>
}

// What stays the same is that value: a carried extent, the number of iterations,
// an extent of a row; and the extent of a carried tensor is the one carried.
// SAME-LABEL: func.func @same
// SAME-SAME:    %[[N:.*]]: index, %{{.*}}: tensor<?xf32>, %[[M:.*]]: index
// SAME:           ^bb0(%{{.*}}: index, %{{.*}}: tensor<?xf32>, %{{.*}}: index):
// SAME-NEXT:        arith.cmpi eq, %[[M]], %[[N]]
// SAME:           return %[[M]], %[[N]], %[[M]] : index, index, index
func.func @same(%n: index, %x: tensor<?xf32>, %m: index) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %r:5 = cameo.loop to %n carries(%x, %m : tensor<?xf32>, index) -> tensor<?xf32>, index, tensor<?x?xf32>, index, index do {
  ^bb0(%i: index, %v: tensor<?xf32>, %k: index):
    %d = tensor.dim %v, %c0 : tensor<?xf32>
    %e = arith.cmpi eq, %d, %n : index
    cameo.require %e
    cameo.next carries(%v, %k : tensor<?xf32>, index) collects(%v, %m : tensor<?xf32>, index)
  }
  return %r#1, %r#3, %r#4 : index, index, index
}
