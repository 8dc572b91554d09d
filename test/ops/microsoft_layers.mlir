// RUN: cameo run %s --input 'X=[[[1, 2], [3, 8]]]' --input 'P=[[[[1, -2], [4, 3]]]]' | FileCheck %s

// CHECK: Y0: tensor<1x2x2xf32> {{\[\[\[}}3, 2], [7, 14]]]
// CHECK: Y1: tensor<1x2x2xf32> {{\[\[\[}}3, 2], [7, 14]]]
// CHECK: Y2: tensor<1x2x2xf32> {{\[\[\[}}0.01584{{[0-9]*}}, 0.00214{{[0-9]*}}], [0.11705{{[0-9]*}}, 0.86495{{[0-9]*}}]]]
// CHECK: Y3: tensor<1x2x1xf32> {{\[\[\[}}0], [24]]]
// The two channels of a group have the mean 3.5 and the variance 7.25.
// CHECK: Y4: tensor<1x2x2xf32> {{\[\[\[}}0.0715{{[0-9]*}}, 1.4429{{[0-9]*}}], [0.8143{{[0-9]*}}, 3.6712{{[0-9]*}}]]]
// CHECK: Y5: tensor<1x2x2xf32> {{\[\[\[}}-0.2689{{[0-9]*}}, -0.2689{{[0-9]*}}], [0.7310{{[0-9]*}}, 0.7310{{[0-9]*}}]]]
// CHECK: S5: tensor<1x2x2xf32> {{\[\[\[}}3, 2], [7, 14]]]
// CHECK: Y6: tensor<2x2xf32> {{\[\[}}0, 40], [40, 0]]
// CHECK: Y7: tensor<2x2xf32> {{\[\[}}0, 6.3245{{[0-9]*}}], [6.3245{{[0-9]*}}, 0]]
// CHECK: Y8: tensor<1x1x2x1xf32> {{\[\[\[\[}}-4], [17]]]]
// CHECK: Y9: tensor<1x1x1x2xi8> {{\[\[\[\[}}4, 3]]]]
func.func @main(%x: tensor<1x?x2xf32> {onnx.name = "X", onnx.dims = ["", "N", ""]}, %p: tensor<1x1x2x2xi8> {onnx.name = "P"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"},
        !onnx.unknown {onnx.name = "Y3"}, !onnx.unknown {onnx.name = "Y4"}, !onnx.unknown {onnx.name = "Y5"},
        !onnx.unknown {onnx.name = "S5"}, !onnx.unknown {onnx.name = "Y6"}, !onnx.unknown {onnx.name = "Y7"},
        !onnx.unknown {onnx.name = "Y8"}, !onnx.unknown {onnx.name = "Y9"}) {
  %none = onnx.None : none
  %bias = onnx.Constant dense<[1.0, -2.0]> : tensor<2xf32> : tensor<2xf32>
  %zeros = onnx.Constant dense<0.0> : tensor<2xf32> : tensor<2xf32>
  %ones = onnx.Constant dense<1.0> : tensor<2xf32> : tensor<2xf32>
  %two = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32> : tensor<2xf32>
  %rows = onnx.Constant dense<[[1.0, 2.0], [3.0, 8.0]]> : tensor<2x2xf32> : tensor<2x2xf32>
  %image = onnx.Constant dense<[[[[1.0, -2.0], [4.0, 3.0]]]]> : tensor<1x1x2x2xf32> : tensor<1x1x2x2xf32>
  %w = onnx.Constant dense<[[[[2.0]], [[3.0]]]]> : tensor<1x2x1x1xf32> : tensor<1x2x1x1xf32>
  %c = onnx.Constant dense<-18.0> : tensor<1xf32> : tensor<1xf32>
  %zero = onnx.Constant dense<0.0> : tensor<1xf32> : tensor<1xf32>
  %0 = onnx.microsoft.BiasAdd %x, %bias, %x : (tensor<1x?x2xf32>, tensor<2xf32>, tensor<1x?x2xf32>) -> !onnx.unknown
  %1:2 = onnx.microsoft.BiasDropout %x, %bias, %x, %none, %none : (tensor<1x?x2xf32>, tensor<2xf32>, tensor<1x?x2xf32>, none, none) -> (!onnx.unknown, none)
  %2 = onnx.microsoft.BiasSoftmax %x, %bias {axis = 1 : i64, is_inner_broadcast = 0 : i64} : (tensor<1x?x2xf32>, tensor<2xf32>) -> !onnx.unknown
  %3 = onnx.microsoft.BiasSplitGelu %x, %bias : (tensor<1x?x2xf32>, tensor<2xf32>) -> !onnx.unknown
  %4 = onnx.microsoft.GroupNorm %x, %ones, %two {activation = 0 : i64, groups = 1 : i64} : (tensor<1x?x2xf32>, tensor<2xf32>, tensor<2xf32>) -> !onnx.unknown
  %5:2 = onnx.microsoft.SkipGroupNorm %x, %ones, %zeros, %x, %bias {activation = 1 : i64, groups = 2 : i64} : (tensor<1x?x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1x?x2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %6 = onnx.microsoft.CDist %rows, %rows : (tensor<2x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  %7 = onnx.microsoft.CDist %rows, %rows {metric = "euclidean"} : (tensor<2x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
  %8 = onnx.microsoft.NhwcConv %image, %w, %zero : (tensor<1x1x2x2xf32>, tensor<1x2x1x1xf32>, tensor<1xf32>) -> !onnx.unknown
  %9 = onnx.microsoft.NhwcMaxPool %p {kernel_shape = array<i64: 1, 2>} : (tensor<1x1x2x2xi8>) -> !onnx.unknown
  return %0, %1#0, %2, %3, %4, %5#0, %5#1, %6, %7, %8, %9 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
