// RUN: cameo-opt %s --canonicalize | FileCheck %s

// What holds anyway needs no check, and no condition two.
// CHECK-LABEL: func.func @main(
// CHECK-SAME:    %[[C:[a-z0-9]+]]: i1)
// CHECK-NEXT:    cameo.require %[[C]]
// CHECK-NEXT:    return
func.func @main(%c: i1) {
  %true = arith.constant true
  cameo.require %true
  cameo.require %c
  cameo.require %c
  return
}
