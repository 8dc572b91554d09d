// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s

// CHECK-LABEL: @broadcast
// CHECK: onnx.Add %{{.*}} : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
func.func @broadcast(%a: tensor<2x1xf32>, %b: tensor<3xf32>) -> !onnx.unknown {
  %0 = onnx.Add %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// A constant extent wins over one known at run time, which must be it or 1.
// CHECK-LABEL: @broadcast_symbolic
// CHECK: onnx.Div %{{.*}} -> tensor<4x?xi32>
func.func @broadcast_symbolic(%a: tensor<?x?xi32>, %b: tensor<4x1xi32>) -> !onnx.unknown {
  %0 = onnx.Div %a, %b : (tensor<?x?xi32>, tensor<4x1xi32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// CHECK-LABEL: @variadic
// CHECK: onnx.Max %{{.*}} -> tensor<2x3xf64>
// CHECK: onnx.Mean %{{.*}} -> tensor<3xf32>
func.func @variadic(%a: tensor<2x1xf64>, %b: tensor<3xf64>, %c: tensor<f64>, %d: tensor<3xf32>)
    -> (!onnx.unknown, !onnx.unknown) {
  %0 = onnx.Max %a, %b, %c : (tensor<2x1xf64>, tensor<3xf64>, tensor<f64>) -> !onnx.unknown
  %1 = onnx.Mean %d : (tensor<3xf32>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}

// The result has the type of the base.
// CHECK-LABEL: @power
// CHECK: onnx.Pow %{{.*}} -> tensor<2x3xf16>
func.func @power(%a: tensor<2x1xf16>, %b: tensor<3xi64>) -> !onnx.unknown {
  %0 = onnx.Pow %a, %b : (tensor<2x1xf16>, tensor<3xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// CHECK-LABEL: @clip
// CHECK: onnx.Clip %{{.*}} -> tensor<2x3xui8>
// CHECK: onnx.Clip %{{.*}} -> tensor<2x3xui8>
func.func @clip(%x: tensor<2x3xui8>, %min: tensor<ui8>, %max: tensor<1xui8>)
    -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  %0 = onnx.Clip %x, %none, %max : (tensor<2x3xui8>, none, tensor<1xui8>) -> !onnx.unknown
  %1 = onnx.Clip %x, %min, %none : (tensor<2x3xui8>, tensor<ui8>, none) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @remainder
// CHECK: onnx.Mod %{{.*}} {fmod = 1 : i64} {{.*}} -> tensor<3xf32>
func.func @remainder(%a: tensor<3xf32>, %b: tensor<f32>) -> !onnx.unknown {
  %0 = onnx.Mod %a, %b {fmod = 1 : i64} : (tensor<3xf32>, tensor<f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
