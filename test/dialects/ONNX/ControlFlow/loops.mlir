// RUN: cameo-opt %s --split-input-file | cameo-opt --split-input-file | FileCheck %s
// RUN: cameo-opt %s --split-input-file --onnx-infer-shapes --verify-diagnostics | FileCheck %s --check-prefix=INFER

// CHECK-LABEL: func.func @loop
// CHECK:         onnx.Loop %{{.*}}, %{{.*}}, %arg0 : (tensor<i64>, none, tensor<2xf32>) -> tensor<2xf32> {
// CHECK-NEXT:    ^bb0(%{{.*}}: tensor<i64>, %[[C:.*]]: tensor<i1>, %[[V:.*]]: tensor<2xf32>):
// CHECK:           onnx.Return %[[C]], %{{.*}} : tensor<i1>, tensor<2xf32>
func.func @loop(%x: tensor<2xf32>) -> tensor<2xf32> {
  %none = onnx.None : none
  %m = onnx.Constant dense<3> : tensor<i64> : tensor<i64>
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
  %0:2 = onnx.Scan %start, %x {num_scan_inputs = 1 : i64} : (tensor<f32>, tensor<3xf32>) -> (tensor<f32>, tensor<3xf32>) {
  ^bb0(%sum: tensor<f32>, %element: tensor<f32>):
    %1 = onnx.Add %sum, %element : (tensor<f32>, tensor<f32>) -> tensor<f32>
    onnx.Return %1, %1 : tensor<f32>, tensor<f32>
  }
  return %0#1 : tensor<3xf32>
}

// -----

// What an iteration changes is a symbol of its own; what it keeps stays known.
// INFER-LABEL: func.func @grows
// INFER:         onnx.Loop {{.*}} -> (tensor<?x3xf32>, tensor<2x3xf32>) {
// INFER-NEXT:    ^bb0(%{{.*}}: tensor<i64>, %{{.*}}: tensor<i1>, %{{.*}}: tensor<?x3xf32>):
func.func @grows(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %m = onnx.Constant dense<2> : tensor<i64> : tensor<i64>
  %0:2 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<2x3xf32>) -> (!onnx.unknown, !onnx.unknown) {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<2x3xf32>):
    %1 = onnx.Concat %v, %x {axis = 0 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<?x3xf32>
    %axes = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
    %2 = onnx.ReduceSum %1, %axes {keepdims = 0 : i64} : (tensor<?x3xf32>, tensor<1xi64>) -> tensor<3xf32>
    onnx.Return %c, %1, %2 : tensor<i1>, tensor<?x3xf32>, tensor<3xf32>
  }
  return %0#0 : !onnx.unknown
}

// -----

func.func @types(%x: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %m = onnx.Constant dense<2> : tensor<i64> : tensor<i64>
  // expected-error @+1 {{carries a value whose element type changes from 'f32' to 'f16'}}
  %0 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<2xf32>) -> !onnx.unknown {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<2xf32>):
    %1 = onnx.Cast %v {to = 10 : i64} : (tensor<2xf32>) -> tensor<2xf16>
    onnx.Return %c, %1 : tensor<i1>, tensor<2xf16>
  }
  return %0 : !onnx.unknown
}

// -----

func.func @ranks(%x: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %m = onnx.Constant dense<2> : tensor<i64> : tensor<i64>
  // expected-error @+1 {{carries a value whose rank changes}}
  %0 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<2xf32>) -> !onnx.unknown {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<2xf32>):
    %axes = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
    %1 = onnx.Unsqueeze %v, %axes : (tensor<2xf32>, tensor<1xi64>) -> tensor<1x2xf32>
    onnx.Return %c, %1 : tensor<i1>, tensor<1x2xf32>
  }
  return %0 : !onnx.unknown
}
