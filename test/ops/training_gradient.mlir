// RUN: cameo run %s --input 'X=[1, 2]' --input 'W=[[0, 1], [2, 3]]' | FileCheck %s

// s = Σ tanh(x) w over both; ds/dx = (1 - tanh² x) Σ w, ds/dw = tanh x.
// CHECK: DX: tensor<2xf32> [0.41997{{[0-9]*}}, 0.35325{{[0-9]*}}]
// CHECK: DW: tensor<2x2xf32> {{\[}}[0.76159{{[0-9]*}}, 0.76159{{[0-9]*}}], [0.96402{{[0-9]*}}, 0.96402{{[0-9]*}}]]
// p = x · x, at the rows of w instead: 2 w.
// CHECK: DP: tensor<2x2xf32> {{\[}}[0, 2], [4, 6]]
// m = mean(relu(w - 1.5)) does not depend on x.
// CHECK: DM: tensor<2xf32> [0, 0]
// CHECK: DR: tensor<2x2xf32> {{\[}}[0, 0], [0.25, 0.25]]
// The row is a vector of the product; its gradient is the sum of the columns.
// CHECK: DV: tensor<2xf32> [1, 5]
// CHECK: DS: tensor<2x2xf32> {{\[}}[1, 1], [2, 2]]
// Of softmax, the sum is always 1.
// CHECK: DZ: tensor<2xf32> [0, 0]
// q = x · z, both at x: of two tensors that have one value, each has its own gradient.
// CHECK: DQ: tensor<2xf32> [1, 2]
// r = z · x, z at x: what stands for z is also the other factor.
// CHECK: DT: tensor<2xf32> [1, 2]
func.func @main(%x: tensor<2xf32> {onnx.name = "X"}, %w: tensor<2x2xf32> {onnx.name = "W"})
    -> (tensor<*xf32> {onnx.name = "DX"}, tensor<*xf32> {onnx.name = "DW"},
        tensor<*xf32> {onnx.name = "DP"}, tensor<*xf32> {onnx.name = "DM"},
        tensor<*xf32> {onnx.name = "DR"}, tensor<*xf32> {onnx.name = "DV"},
        tensor<*xf32> {onnx.name = "DS"}, tensor<*xf32> {onnx.name = "DZ"},
        tensor<*xf32> {onnx.name = "DQ"}, tensor<*xf32> {onnx.name = "DT"}) {
  %none = onnx.None : none
  %axis = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %tanh = onnx.Tanh %x : (tensor<2xf32>) -> tensor<*xf32>
  %column = onnx.Unsqueeze %tanh, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  %product = onnx.Mul %column, %w : (tensor<*xf32>, tensor<2x2xf32>) -> tensor<*xf32>
  %s = onnx.ReduceSum %product, %none {keepdims = 0} : (tensor<*xf32>, none) -> tensor<*xf32>
  %ds:2 = onnx.training.Gradient %x, %w, %x, %w, %s : (tensor<2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  %p = onnx.Mul %x, %x : (tensor<2xf32>, tensor<2xf32>) -> tensor<*xf32>
  %dp = onnx.training.Gradient %w, %x, %p : (tensor<2x2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<*xf32>
  %c = onnx.Constant dense<1.5> : tensor<f32> : tensor<f32>
  %less = onnx.Sub %w, %c : (tensor<2x2xf32>, tensor<f32>) -> tensor<*xf32>
  %relu = onnx.Relu %less : (tensor<*xf32>) -> tensor<*xf32>
  %m = onnx.ReduceMean %relu, %none : (tensor<*xf32>, none) -> tensor<*xf32>
  %dm:2 = onnx.training.Gradient %x, %w, %x, %w, %m : (tensor<2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  %v = onnx.MatMul %x, %w : (tensor<2xf32>, tensor<2x2xf32>) -> tensor<*xf32>
  %dv:2 = onnx.training.Gradient %x, %w, %x, %w, %v : (tensor<2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  %z = onnx.Softmax %x : (tensor<2xf32>) -> tensor<*xf32>
  %dz = onnx.training.Gradient %x, %x, %z : (tensor<2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<*xf32>
  %q = onnx.Mul %x, %z : (tensor<2xf32>, tensor<*xf32>) -> tensor<*xf32>
  %dq = onnx.training.Gradient %x, %x, %x, %z, %q : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %dt = onnx.training.Gradient %x, %z, %q : (tensor<2xf32>, tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  return %ds#0, %ds#1, %dp, %dm#0, %dm#1, %dv#0, %dv#1, %dz, %dq, %dt : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}
