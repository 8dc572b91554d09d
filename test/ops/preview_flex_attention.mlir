// RUN: cameo run %s --input 'Q=[[[[1],[1]],[[0],[0]]]]' --input 'K=[[[[0],[1.0986123]]]]' \
// RUN:   --input 'V=[[[[4],[8]]]]' --input 'D=[[[[1]],[[0]]]]' --input 'S=[[[[0],[1.0986123]]]]' \
// RUN:   --input 'T=[[[[4],[8]]]]' | FileCheck %s

// Two heads of Q share one of K and V: the weights are 1/4 and 3/4, and halves. prob_mod
// halves them.
// CHECK: A: tensor<1x2x2x1xf32> {{\[\[\[}}[{{3.5|3.5000[0-9]*|3.4999[0-9]*}}], [{{3.5|3.5000[0-9]*|3.4999[0-9]*}}]], {{\[\[}}3], [3]]]]
// A score_mod that hides the first key, of as many keys as the run has.
// CHECK: B: tensor<1x2x1x1xf32> {{\[\[\[}}[8]], {{\[\[}}8]]]]
// In half precision the scores are of single precision, and so is what the graphs see.
// CHECK: C: tensor<1x2x2x1xf16> {{\[\[\[}}[6], [6]], {{\[\[}}6], [6]]]]
// CHECK: N: tensor<1x2x2x1xf32> {{\[\[\[}}[nan], [nan]], {{\[\[}}nan], [nan]]]]
func.func @main(%q: tensor<1x2x2x1xf32> {onnx.name = "Q"}, %k: tensor<1x1x2x1xf32> {onnx.name = "K"}, %v: tensor<1x1x2x1xf32> {onnx.name = "V"}, %d: tensor<1x2x?x1xf32> {onnx.name = "D", onnx.dim_names = ["", "", "L", ""]}, %s: tensor<1x1x?x1xf32> {onnx.name = "S", onnx.dim_names = ["", "", "S", ""]}, %t: tensor<1x1x?x1xf32> {onnx.name = "T", onnx.dim_names = ["", "", "S", ""]}) -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}, !onnx.unknown {onnx.name = "N"}) {
  %half = onnx.Constant dense<0.5> : tensor<f32>
  %zero = onnx.Constant dense<0.0> : tensor<f32>
  %hide = onnx.Constant dense<[0xFF800000, 0.0]> : tensor<2xf32>
  %never = onnx.Constant dense<0xFF800000> : tensor<f32>
  %a = onnx.preview.FlexAttention %q, %k, %v : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>) -> !onnx.unknown prob {
  ^bb0(%x: tensor<*xf32>):
    %y = onnx.Mul %x, %half : (tensor<*xf32>, tensor<f32>) -> !onnx.unknown
    onnx.Return %y : !onnx.unknown
  } score {
  ^bb0(%x: tensor<*xf32>):
    onnx.Return %x : tensor<*xf32>
  }
  %b = onnx.preview.FlexAttention %d, %s, %t {scale = 2.0 : f32} : (tensor<1x2x?x1xf32>, tensor<1x1x?x1xf32>, tensor<1x1x?x1xf32>) -> !onnx.unknown prob {
  ^bb0(%x: tensor<*xf32>):
    onnx.Return %x : tensor<*xf32>
  } score {
  ^bb0(%x: tensor<*xf32>):
    %y = onnx.Add %x, %hide : (tensor<*xf32>, tensor<2xf32>) -> !onnx.unknown
    onnx.Return %y : !onnx.unknown
  }
  %qh = onnx.Cast %q {to = 10 : i64} : (tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf16>
  %kh = onnx.Cast %k {to = 10 : i64} : (tensor<1x1x2x1xf32>) -> tensor<1x1x2x1xf16>
  %vh = onnx.Cast %v {to = 10 : i64} : (tensor<1x1x2x1xf32>) -> tensor<1x1x2x1xf16>
  %c = onnx.preview.FlexAttention %qh, %kh, %vh : (tensor<1x2x2x1xf16>, tensor<1x1x2x1xf16>, tensor<1x1x2x1xf16>) -> !onnx.unknown prob {
  ^bb0(%x: tensor<*xf32>):
    onnx.Return %x : tensor<*xf32>
  } score {
  ^bb0(%x: tensor<*xf32>):
    %y = onnx.Mul %x, %zero : (tensor<*xf32>, tensor<f32>) -> !onnx.unknown
    onnx.Return %y : !onnx.unknown
  }
  // The weights of a query that sees no key are 0 by 0.
  %n = onnx.preview.FlexAttention %q, %k, %v : (tensor<1x2x2x1xf32>, tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>) -> !onnx.unknown prob {
  ^bb0(%x: tensor<*xf32>):
    onnx.Return %x : tensor<*xf32>
  } score {
  ^bb0(%x: tensor<*xf32>):
    %y = onnx.Add %x, %never : (tensor<*xf32>, tensor<f32>) -> !onnx.unknown
    onnx.Return %y : !onnx.unknown
  }
  return %a, %b, %c, %n : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
