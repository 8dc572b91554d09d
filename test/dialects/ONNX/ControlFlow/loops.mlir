// RUN: cameo-opt %s --split-input-file | cameo-opt --split-input-file | FileCheck %s
// RUN: cameo-opt %s --split-input-file --onnx-infer-shapes --verify-diagnostics

// CHECK-LABEL: func.func @loop
// CHECK:         onnx.Loop %{{.*}}, %{{.*}}, %arg0 : (tensor<i64>, none, tensor<2xf32>) -> tensor<2xf32> {
// CHECK-NEXT:    ^bb0(%{{.*}}: tensor<i64>, %[[C:.*]]: tensor<i1>, %[[V:.*]]: tensor<2xf32>):
// CHECK:           onnx.Return %[[C]], %{{.*}} : tensor<i1>, tensor<2xf32>
func.func @loop(%x: tensor<2xf32>) -> tensor<2xf32> {
  %none = onnx.None : none
  %m = onnx.Constant dense<3> : tensor<i64> : tensor<i64>
  // expected-error @+1 {{has no lowering yet: loops are not supported}}
  %0 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<2xf32>):
    %1 = onnx.Add %v, %v : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    onnx.Return %c, %1 : tensor<i1>, tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

// CHECK-LABEL: func.func @scan
// CHECK:         onnx.Scan %arg0, %arg1 {num_scan_inputs = 1 : i64} : (tensor<f32>, tensor<3xf32>) -> (tensor<f32>, tensor<3xf32>) {
// CHECK-NEXT:    ^bb0(%{{.*}}: tensor<f32>, %{{.*}}: tensor<f32>):
func.func @scan(%start: tensor<f32>, %x: tensor<3xf32>) -> tensor<3xf32> {
  // expected-error @+1 {{has no lowering yet: loops are not supported}}
  %0:2 = onnx.Scan %start, %x {num_scan_inputs = 1 : i64} : (tensor<f32>, tensor<3xf32>) -> (tensor<f32>, tensor<3xf32>) {
  ^bb0(%sum: tensor<f32>, %element: tensor<f32>):
    %1 = onnx.Add %sum, %element : (tensor<f32>, tensor<f32>) -> tensor<f32>
    onnx.Return %1, %1 : tensor<f32>, tensor<f32>
  }
  return %0#1 : tensor<3xf32>
}
