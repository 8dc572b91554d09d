// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(onnx-specialize-dims{dims=n:1:8}))' | FileCheck %s
// RUN: not cameo-opt %s --pass-pipeline='builtin.module(func.func(onnx-specialize-dims{dims=m:1}))' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not cameo-opt %s --pass-pipeline='builtin.module(func.func(onnx-specialize-dims{dims=n:1:1}))' 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not cameo-opt %s --pass-pipeline='builtin.module(func.func(onnx-specialize-dims{dims=n:1:2:3:4:5:6:7:8:9:10:11:12:13:14:15:16:17}))' 2>&1 | FileCheck %s --check-prefix=MANY
// NAME: no input has a dimension named 'm'
// TWICE: the values of dimension 'n' must be positive and each another
// MANY: 17 copies of the graph, for the values of its dims, are more than 16

// The weights are shared; results have the extents of the graph for all values.
// CHECK-LABEL: func.func @main
// CHECK-SAME:    -> (tensor<?x2xf32>
// CHECK:         %[[W:.*]] = onnx.Constant
// CHECK:         %[[N:.*]] = onnx.Shape %arg0 {end = 1 : i64}
// CHECK:         %[[IS1:.*]] = onnx.Equal %[[N]], %{{.*}}
// CHECK:         %[[Y:.*]] = onnx.If %[[IS1]] {onnx.specializes} : (tensor<1xi1>) -> tensor<?x2xf32> then {
// CHECK:           onnx.MatMul %{{.*}}, %[[W]] : (tensor<1x3xf32>, tensor<3x2xf32>) -> tensor<1x2xf32>
// CHECK:         } else {
// CHECK:           %[[IS8:.*]] = onnx.Equal %[[N]], %{{.*}}
// CHECK:           onnx.If %[[IS8]] {onnx.specializes} : (tensor<1xi1>) -> tensor<?x2xf32> then {
// CHECK:             onnx.MatMul %{{.*}}, %[[W]] : (tensor<8x3xf32>, tensor<3x2xf32>) -> tensor<8x2xf32>
// CHECK:           } else {
// CHECK:             onnx.MatMul %arg0, %[[W]] : (tensor<?x3xf32>, tensor<3x2xf32>) -> tensor<?x2xf32>
// CHECK:         return %[[Y]]
func.func @main(%x: tensor<?x3xf32> {onnx.name = "x", onnx.dim_names = ["n", ""]}) -> (!onnx.unknown {onnx.name = "y"}) {
  %w = onnx.Constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
  %0 = onnx.MatMul %x, %w : (tensor<?x3xf32>, tensor<3x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
