// RUN: cameo-opt %s --onnx-infer-shapes | FileCheck %s

// The spec's defaults are not spelled out.
// CHECK-LABEL: @defaults
// CHECK: onnx.LeakyRelu %{{.*}} : (tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK: onnx.Gelu %{{.*}} : (tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK: onnx.Selu %{{.*}} : (tensor<2x?xf32>) -> tensor<2x?xf32>
func.func @defaults(%x: tensor<2x?xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  %0 = onnx.LeakyRelu %x : (tensor<2x?xf32>) -> !onnx.unknown
  %1 = onnx.Gelu %x : (tensor<2x?xf32>) -> !onnx.unknown
  %2 = onnx.Selu %x : (tensor<2x?xf32>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @parameters
// CHECK: onnx.HardSigmoid %{{.*}} {alpha = 5.000000e-01 : f32} : (tensor<4xbf16>) -> tensor<4xbf16>
// CHECK: onnx.Gelu %{{.*}} {approximate = "tanh"}
// CHECK: onnx.Shrink %{{.*}} {bias = 1.500000e+00 : f32, lambd = 1.500000e+00 : f32}
func.func @parameters(%x: tensor<4xbf16>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  %0 = onnx.HardSigmoid %x {alpha = 0.5 : f32} : (tensor<4xbf16>) -> !onnx.unknown
  %1 = onnx.Gelu %x {approximate = "tanh"} : (tensor<4xbf16>) -> !onnx.unknown
  %2 = onnx.Shrink %x {bias = 1.5 : f32, lambd = 1.5 : f32} : (tensor<4xbf16>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}

// CHECK-LABEL: @prelu
// CHECK: onnx.PRelu %{{.*}} -> tensor<?x3x4xf32>
func.func @prelu(%x: tensor<?x3x4xf32>, %slope: tensor<3x1xf32>) -> !onnx.unknown {
  %0 = onnx.PRelu %x, %slope : (tensor<?x3x4xf32>, tensor<3x1xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
