// RUN: cameo run %s --input 'X=[-inf, inf, nan, -1e20, 1e20]' --input 'H=[-inf, inf, nan, 60000]' | FileCheck %s

// What goes to 0 when x goes to -infinity is 0 there, and of the sign of what is before it.
// CHECK: gelu: tensor<5xf32> [-0, inf, nan, -0, 1e+20]
// CHECK: tanh: tensor<5xf32> [-0, inf, nan, -0, 1e+20]
// CHECK: hardswish: tensor<5xf32> [-0, inf, nan, -0, 1e+20]
// CHECK: mish: tensor<5xf32> [-0, inf, nan, -0, 1e+20]
// CHECK: swish: tensor<5xf32> [-0, inf, nan, -0, 1e+20]
// CHECK: softsign: tensor<5xf32> [-1, 1, nan, -1, 1]
// CHECK: elu: tensor<5xf32> [-1, inf, nan, -1, {{.*}}]
// CHECK: celu: tensor<5xf32> [-1, inf, nan, -1, 1e+20]
// CHECK: softplus: tensor<5xf32> [0, inf, nan, 0, 1e+20]
// CHECK: half: tensor<4xf16> [-0, inf, nan, 60000]
func.func @main(%x: tensor<5xf32> {onnx.name = "X"}, %h: tensor<4xf16> {onnx.name = "H"})
    -> (!onnx.unknown {onnx.name = "gelu"}, !onnx.unknown {onnx.name = "tanh"}, !onnx.unknown {onnx.name = "hardswish"},
        !onnx.unknown {onnx.name = "mish"}, !onnx.unknown {onnx.name = "swish"}, !onnx.unknown {onnx.name = "softsign"},
        !onnx.unknown {onnx.name = "elu"}, !onnx.unknown {onnx.name = "celu"}, !onnx.unknown {onnx.name = "softplus"},
        !onnx.unknown {onnx.name = "half"}) {
  %a = onnx.Gelu %x : (tensor<5xf32>) -> !onnx.unknown
  %b = onnx.Gelu %x {approximate = "tanh"} : (tensor<5xf32>) -> !onnx.unknown
  %c = onnx.HardSwish %x : (tensor<5xf32>) -> !onnx.unknown
  %d = onnx.Mish %x : (tensor<5xf32>) -> !onnx.unknown
  %e = onnx.Swish %x : (tensor<5xf32>) -> !onnx.unknown
  %f = onnx.Softsign %x : (tensor<5xf32>) -> !onnx.unknown
  %g = onnx.Elu %x : (tensor<5xf32>) -> !onnx.unknown
  %i = onnx.Celu %x : (tensor<5xf32>) -> !onnx.unknown
  %j = onnx.Softplus %x : (tensor<5xf32>) -> !onnx.unknown
  %k = onnx.HardSwish %h : (tensor<4xf16>) -> !onnx.unknown
  return %a, %b, %c, %d, %e, %f, %g, %i, %j, %k : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
