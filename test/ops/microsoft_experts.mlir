// Of two experts the likelier one, or both in equal parts; of weights of four bits, too.
// RUN: cameo run %s --input x='[[1, 2], [3, -1], [0, 1]]' --input r='[[100, 0], [0, 100], [100, 0]]' --input even='[[0, 0], [1, 1], [-5, -5]]' | FileCheck %s
// CHECK: moe: tensor<3x2xf32> {{\[}}[14, 21], [42, 40], [12, 20]]
// CHECK-NEXT: both: tensor<3x2xf32> {{\[}}[27.5, 32], [29.5, 35.5], [23, 30.5]]
// CHECK-NEXT: qmoe: tensor<3x2xf32> {{\[}}[5, -7], [29, 6], [2, -4]]
// CHECK-NEXT: gated: tensor<3x2xf32> {{\[}}[21, 23], [78, 40], [15, 22]]
func.func @main(%x: tensor<?x2xf32> {onnx.name = "x", onnx.dim_names = ["tokens", ""]}, %r: tensor<?x2xf32> {onnx.name = "r", onnx.dim_names = ["tokens", ""]}, %even: tensor<?x2xf32> {onnx.name = "even", onnx.dim_names = ["tokens", ""]})
    -> (!onnx.unknown {onnx.name = "moe"}, !onnx.unknown {onnx.name = "both"}, !onnx.unknown {onnx.name = "qmoe"}, !onnx.unknown {onnx.name = "gated"}) {
  %none = onnx.None : none
  %fc1 = onnx.Constant dense<[[[1., 0.], [0., 1.], [1., -1.]], [[2., 1.], [1., 1.], [0., -3.]]]> : tensor<2x3x2xf32>
  %b1 = onnx.Constant dense<[[0., 1., 0.], [1., 0., -1.]]> : tensor<2x3xf32>
  %fc2 = onnx.Constant dense<[[[1., 1., 1.], [1., 0., 2.]], [[1., 2., 1.], [0., 1., -1.]]]> : tensor<2x2x3xf32>
  %b2 = onnx.Constant dense<[[10., 20.], [30., 40.]]> : tensor<2x2xf32>
  %0 = onnx.microsoft.MoE %x, %r, %fc1, %b1, %fc2, %b2, %none, %none : (tensor<?x2xf32>, tensor<?x2xf32>, tensor<2x3x2xf32>, tensor<2x3xf32>, tensor<2x2x3xf32>, tensor<2x2xf32>, none, none) -> !onnx.unknown
  %1 = onnx.microsoft.MoE %x, %even, %fc1, %b1, %fc2, %b2, %none, %none {k = 2 : i64, normalize_routing_weights = 1 : i64} : (tensor<?x2xf32>, tensor<?x2xf32>, tensor<2x3x2xf32>, tensor<2x3xf32>, tensor<2x2x3xf32>, tensor<2x2xf32>, none, none) -> !onnx.unknown
  %q1 = onnx.Constant dense<[[[137], [152]], [[154], [89]]]> : tensor<2x2x1xui8>
  %s1 = onnx.Constant dense<[[1., 2.], [0.5, 1.]]> : tensor<2x2xf32>
  %q2 = onnx.Constant dense<[[[153], [105]], [[169], [152]]]> : tensor<2x2x1xui8>
  %s2 = onnx.Constant dense<[[1., 1.], [2., 1.]]> : tensor<2x2xf32>
  %2 = onnx.microsoft.QMoE %x, %r, %q1, %s1, %none, %q2, %s2, %none, %none, %none, %none, %none, %none, %none : (tensor<?x2xf32>, tensor<?x2xf32>, tensor<2x2x1xui8>, tensor<2x2xf32>, none, tensor<2x2x1xui8>, tensor<2x2xf32>, none, none, none, none, none, none, none) -> !onnx.unknown
  %3 = onnx.microsoft.MoE %x, %r, %fc1, %b1, %fc2, %b2, %fc1, %b1 {activation_type = "identity"} : (tensor<?x2xf32>, tensor<?x2xf32>, tensor<2x3x2xf32>, tensor<2x3xf32>, tensor<2x2x3xf32>, tensor<2x2xf32>, tensor<2x3x2xf32>, tensor<2x3xf32>) -> !onnx.unknown
  return %0, %1, %2, %3 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
