// RUN: cameo-opt %s --emulate-bf16 --canonicalize | FileCheck %s

// Each result is rounded: no conversion cancels another.
// CHECK-LABEL: func.func @chain
// CHECK:         %[[X:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK:         %[[SUM:.*]] = arith.addf %[[X]], %[[X]] fastmath<contract> : f32
// CHECK:         %[[ROUNDED:.*]] = arith.truncf %[[SUM]] : f32 to bf16
// CHECK:         %[[AGAIN:.*]] = arith.extf %[[ROUNDED]] : bf16 to f32
// CHECK:         arith.mulf %[[AGAIN]], %[[AGAIN]]
func.func @chain(%x: bf16) -> bf16 {
  %0 = arith.addf %x, %x fastmath<contract> : bf16
  %1 = arith.mulf %0, %0 : bf16
  return %1 : bf16
}
