// RUN: cameo-opt %s --emulate-floats=types=bf16 --canonicalize | FileCheck %s

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

// CHECK-LABEL: func.func @function
// CHECK:         arith.extf %{{.*}} : bf16 to f32
// CHECK:         math.absf %{{.*}} : f32
func.func @function(%x: bf16) -> bf16 {
  %0 = math.absf %x : bf16
  return %0 : bf16
}

// CHECK-LABEL: func.func @by_f32
// CHECK:         %[[UP:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK:         arith.extf %[[UP]] : f32 to f64
// CHECK:         %[[DOWN:.*]] = arith.truncf %{{.*}} : f64 to f32
// CHECK:         arith.truncf %[[DOWN]] : f32 to bf16
func.func @by_f32(%x: bf16, %y: f64) -> (f64, bf16) {
  %0 = arith.extf %x : bf16 to f64
  %1 = arith.truncf %y : f64 to bf16
  return %0, %1 : f64, bf16
}
