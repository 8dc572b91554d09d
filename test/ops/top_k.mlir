// RUN: cameo run %s --input 'X=[3,1,4,1,5,9,2,6]' --input 'N=[2,nan,-inf,inf,nan,2]' \
// RUN:   --input 'U=[[1,200,3],[7,7,255]]' --input 'S=[4,-5,7]' --input 'E=[[]]' | FileCheck %s

// Equal elements come in the order of their positions.
// CHECK: V: tensor<3xf32> [1, 1, 2]
// CHECK: I: tensor<3xi64> [1, 3, 6]
// NaN is larger than any number.
// CHECK: large: tensor<6xf32> [nan, nan, inf, 2, 2, -inf]
// CHECK: largeAt: tensor<6xi64> [1, 4, 3, 0, 5, 2]
// CHECK: small: tensor<5xf32> [-inf, 2, 2, inf, nan]
// CHECK: smallAt: tensor<5xi64> [2, 0, 5, 3, 1]
// Elements without sign, along the first dimension and the last.
// CHECK: first: tensor<1x3xui8> {{\[\[}}7, 200, 255]]
// CHECK: both: tensor<2x2xui8> {{\[\[}}200, 3], [255, 7]]
// CHECK: bothAt: tensor<2x2xi64> {{\[\[}}1, 2], [2, 0]]
// One of an extent that the run knows.
// CHECK: one: tensor<1xf32> [7]
// CHECK: oneAt: tensor<1xi64> [2]
// CHECK: none: tensor<1x0xf32>
func.func @main(%x: tensor<8xf32> {onnx.name = "X"}, %n: tensor<6xf32> {onnx.name = "N"},
                %u: tensor<2x3xui8> {onnx.name = "U"}, %s: tensor<?xf32> {onnx.name = "S", onnx.dim_names = ["n"]},
                %e: tensor<1x?xf32> {onnx.name = "E", onnx.dim_names = ["", "m"]})
    -> (!onnx.unknown {onnx.name = "V"}, !onnx.unknown {onnx.name = "I"},
        !onnx.unknown {onnx.name = "large"}, !onnx.unknown {onnx.name = "largeAt"},
        !onnx.unknown {onnx.name = "small"}, !onnx.unknown {onnx.name = "smallAt"},
        !onnx.unknown {onnx.name = "first"}, !onnx.unknown {onnx.name = "both"}, !onnx.unknown {onnx.name = "bothAt"},
        !onnx.unknown {onnx.name = "one"}, !onnx.unknown {onnx.name = "oneAt"}, !onnx.unknown {onnx.name = "none"}) {
  %k0 = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %k1 = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %k2 = onnx.Constant dense<2> : tensor<1xi64> : tensor<1xi64>
  %k = onnx.Constant dense<3> : tensor<1xi64> : tensor<1xi64>
  %k5 = onnx.Constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %k6 = onnx.Constant dense<6> : tensor<1xi64> : tensor<1xi64>
  %0:2 = onnx.TopK %x, %k {largest = 0 : i64} : (tensor<8xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %1:2 = onnx.TopK %n, %k6 : (tensor<6xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %2:2 = onnx.TopK %n, %k5 {largest = 0 : i64} : (tensor<6xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %3:2 = onnx.TopK %u, %k1 {axis = 0 : i64} : (tensor<2x3xui8>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %4:2 = onnx.TopK %u, %k2 : (tensor<2x3xui8>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %5:2 = onnx.TopK %s, %k1 : (tensor<?xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  %6:2 = onnx.TopK %e, %k0 : (tensor<1x?xf32>, tensor<1xi64>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1, %1#0, %1#1, %2#0, %2#1, %3#0, %4#0, %4#1, %5#0, %5#1, %6#0 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
