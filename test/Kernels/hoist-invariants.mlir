// RUN: cameo-opt %s --hoist-invariants | FileCheck %s

cameo.kernel private @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  cameo.yield %x : tensor<4xf32>
}
cameo.kernel private @g(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  cameo.yield %y : tensor<4xf32>
}

// What depends on nothing of the loop runs before it, out of all loops.
// CHECK-LABEL: func.func @loop
// CHECK:         %[[A:.*]] = cameo.dispatch @f(%arg1)
// CHECK:         cameo.loop
// CHECK:           cameo.loop
// CHECK-NEXT:      ^bb0(%{{.*}}: index, %[[V:.*]]: tensor<4xf32>):
// CHECK-NEXT:        cameo.dispatch @g(%[[A]], %[[V]])
// CHECK-NEXT:        cameo.next
func.func @loop(%n: index, %x: tensor<4xf32>) -> tensor<4xf32> {
  %r = cameo.loop to %n carries(%x : tensor<4xf32>) -> tensor<4xf32> do {
  ^bb0(%i: index, %u: tensor<4xf32>):
    %s = cameo.loop to %n carries(%u : tensor<4xf32>) -> tensor<4xf32> do {
    ^bb0(%j: index, %v: tensor<4xf32>):
      %a = cameo.dispatch @f(%x) : (tensor<4xf32>) -> tensor<4xf32>
      %b = cameo.dispatch @g(%a, %v) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      cameo.next carries(%b : tensor<4xf32>)
    }
    cameo.next carries(%s : tensor<4xf32>)
  }
  return %r : tensor<4xf32>
}

// A branch keeps its own work, but for what constants alone determine.
// CHECK-LABEL: func.func @branch
// CHECK:         %[[K:.*]] = arith.constant dense<1.0
// CHECK:         %[[A:.*]] = cameo.dispatch @f(%[[K]])
// CHECK:         cameo.if
// CHECK-NEXT:      cameo.dispatch @f(%arg1)
// CHECK-NEXT:      cameo.yield
// CHECK-NEXT:    } else {
// CHECK-NEXT:      cameo.yield %[[A]]
func.func @branch(%c: i1, %x: tensor<4xf32>) -> tensor<4xf32> {
  %r = cameo.if %c : tensor<4xf32> then {
    %b = cameo.dispatch @f(%x) : (tensor<4xf32>) -> tensor<4xf32>
    cameo.yield %b : tensor<4xf32>
  } else {
    %k = arith.constant dense<1.0> : tensor<4xf32>
    %a = cameo.dispatch @f(%k) : (tensor<4xf32>) -> tensor<4xf32>
    cameo.yield %a : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}
