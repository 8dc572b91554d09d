// RUN: cameo run %s --input 'X=[[-1,-2,-4],[-8,-16,-32]]' --input 'T=[2,0]' \
// RUN:   --input 'U=[1,-1]' --input 'W=[0.5,2,1]' | FileCheck %s

// The mean is one of weights; classes to ignore have none.
// CHECK: A: tensor<2xf32> [4, 8]
// CHECK: B: tensor<f32> 12
// CHECK: C: tensor<f32> 6
// CHECK: D: tensor<f32> 5.3333{{[0-9]+}}
// CHECK: E: tensor<2xf32> [4, 0]
// CHECK: F: tensor<f32> 2
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}, %t: tensor<2xi64> {onnx.name = "T"},
                %u: tensor<2xi32> {onnx.name = "U"}, %w: tensor<3xf32> {onnx.name = "W"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"},
        !onnx.unknown {onnx.name = "D"}, !onnx.unknown {onnx.name = "E"}, !onnx.unknown {onnx.name = "F"}) {
  %none = onnx.None : none
  %a = onnx.NegativeLogLikelihoodLoss %x, %t, %none {reduction = "none"} : (tensor<2x3xf32>, tensor<2xi64>, none) -> !onnx.unknown
  %b = onnx.NegativeLogLikelihoodLoss %x, %t, %none {reduction = "sum"} : (tensor<2x3xf32>, tensor<2xi64>, none) -> !onnx.unknown
  %c = onnx.NegativeLogLikelihoodLoss %x, %t, %none : (tensor<2x3xf32>, tensor<2xi64>, none) -> !onnx.unknown
  %d = onnx.NegativeLogLikelihoodLoss %x, %t, %w : (tensor<2x3xf32>, tensor<2xi64>, tensor<3xf32>) -> !onnx.unknown
  %e = onnx.NegativeLogLikelihoodLoss %x, %u, %w {ignore_index = -1 : i64, reduction = "none"} : (tensor<2x3xf32>, tensor<2xi32>, tensor<3xf32>) -> !onnx.unknown
  %f = onnx.NegativeLogLikelihoodLoss %x, %u, %none {ignore_index = -1 : i64} : (tensor<2x3xf32>, tensor<2xi32>, none) -> !onnx.unknown
  return %a, %b, %c, %d, %e, %f : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
