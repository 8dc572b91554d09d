// Sums of half precision are taken in f32 and rounded once. A running sum of ones
// would stop at 2048 in f16, and at 256 in bf16; a mean of 60000s would overflow.

// DEFINE: %{inputs} = --input one_f16=1 --input big=60000 --input one_bf16=1
// RUN: cameo run %s %{inputs} | FileCheck %s
// RUN: cameo run %s %{inputs} --device=cpu,vulkan | FileCheck %s
// RUN: %if cpu-f16c %{ cameo run %s %{inputs} --cpu=x86-64-v2 | FileCheck %s %}

// CHECK:      product_f16: tensor<f32> 4096{{$}}
// CHECK-NEXT: gemm_f16: tensor<f32> 2048{{$}}
// CHECK-NEXT: conv_f16: tensor<f32> 4096{{$}}
// CHECK-NEXT: depthwise_f16: tensor<f32> 2304{{$}}
// CHECK-NEXT: sum_f16: tensor<f32> 12288{{$}}
// CHECK-NEXT: softmax_f16: tensor<f32> 0.00024414062{{$}}
// CHECK-NEXT: product_bf16: tensor<f32> 4096{{$}}
// CHECK-NEXT: gemm_bf16: tensor<f32> 2048{{$}}
// CHECK-NEXT: conv_bf16: tensor<f32> 4096{{$}}
// CHECK-NEXT: depthwise_bf16: tensor<f32> 2304{{$}}
// CHECK-NEXT: sum_bf16: tensor<f32> 12288{{$}}
// CHECK-NEXT: softmax_bf16: tensor<f32> 0.00024414062{{$}}
// CHECK-NEXT: mean_f16: tensor<3xf32> [60000, 60000, 60000]{{$}}
// CHECK-NEXT: normalized_f16: tensor<f32> 0{{$}}
func.func @main(%h: tensor<f16> {onnx.name = "one_f16"}, %big: tensor<f16> {onnx.name = "big"}, %b: tensor<bf16> {onnx.name = "one_bf16"})
    -> (tensor<f32> {onnx.name = "product_f16"}, tensor<f32> {onnx.name = "gemm_f16"}, tensor<f32> {onnx.name = "conv_f16"}, tensor<f32> {onnx.name = "depthwise_f16"}, tensor<f32> {onnx.name = "sum_f16"}, tensor<f32> {onnx.name = "softmax_f16"}, tensor<f32> {onnx.name = "product_bf16"}, tensor<f32> {onnx.name = "gemm_bf16"}, tensor<f32> {onnx.name = "conv_bf16"}, tensor<f32> {onnx.name = "depthwise_bf16"}, tensor<f32> {onnx.name = "sum_bf16"}, tensor<f32> {onnx.name = "softmax_bf16"}, tensor<3xf32> {onnx.name = "mean_f16"}, tensor<f32> {onnx.name = "normalized_f16"}) {
  %none = onnx.None : none
  %rows = onnx.Constant dense<[3, 4096]> : tensor<2xi64> : tensor<2xi64>
  %columns = onnx.Constant dense<[4096, 20]> : tensor<2xi64> : tensor<2xi64>
  %turned = onnx.Constant dense<[20, 4096]> : tensor<2xi64> : tensor<2xi64>
  %image = onnx.Constant dense<[1, 256, 4, 4]> : tensor<4xi64> : tensor<4xi64>
  %filters = onnx.Constant dense<[8, 256, 4, 4]> : tensor<4xi64> : tensor<4xi64>
  %planes = onnx.Constant dense<[1, 32, 48, 48]> : tensor<4xi64> : tensor<4xi64>
  %plane_filters = onnx.Constant dense<[32, 1, 48, 48]> : tensor<4xi64> : tensor<4xi64>
  %axis = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %scale = onnx.Constant dense<1.0> : tensor<4096xf16> : tensor<4096xf16>
  // f16
  %hA = onnx.Expand %h, %rows : (tensor<f16>, tensor<2xi64>) -> tensor<3x4096xf16>
  %hB = onnx.Expand %h, %columns : (tensor<f16>, tensor<2xi64>) -> tensor<4096x20xf16>
  %hBT = onnx.Expand %h, %turned : (tensor<f16>, tensor<2xi64>) -> tensor<20x4096xf16>
  %hX = onnx.Expand %h, %image : (tensor<f16>, tensor<4xi64>) -> tensor<1x256x4x4xf16>
  %hW = onnx.Expand %h, %filters : (tensor<f16>, tensor<4xi64>) -> tensor<8x256x4x4xf16>
  %hDX = onnx.Expand %h, %planes : (tensor<f16>, tensor<4xi64>) -> tensor<1x32x48x48xf16>
  %hDW = onnx.Expand %h, %plane_filters : (tensor<f16>, tensor<4xi64>) -> tensor<32x1x48x48xf16>
  %h0 = onnx.MatMul %hA, %hB : (tensor<3x4096xf16>, tensor<4096x20xf16>) -> tensor<3x20xf16>
  %h1 = onnx.Gemm %hA, %hBT, %none {alpha = 0.5 : f32, transB = 1 : i64} : (tensor<3x4096xf16>, tensor<20x4096xf16>, none) -> tensor<3x20xf16>
  %h2 = onnx.Conv %hX, %hW, %none : (tensor<1x256x4x4xf16>, tensor<8x256x4x4xf16>, none) -> tensor<1x8x1x1xf16>
  %h3 = onnx.Conv %hDX, %hDW, %none {group = 32 : i64} : (tensor<1x32x48x48xf16>, tensor<32x1x48x48xf16>, none) -> tensor<1x32x1x1xf16>
  %hProduct = onnx.ReduceMin %h0, %none {keepdims = 0 : i64} : (tensor<3x20xf16>, none) -> tensor<f16>
  %hGemm = onnx.ReduceMin %h1, %none {keepdims = 0 : i64} : (tensor<3x20xf16>, none) -> tensor<f16>
  %hConv = onnx.ReduceMin %h2, %none {keepdims = 0 : i64} : (tensor<1x8x1x1xf16>, none) -> tensor<f16>
  %hDepthwise = onnx.ReduceMin %h3, %none {keepdims = 0 : i64} : (tensor<1x32x1x1xf16>, none) -> tensor<f16>
  %hSum = onnx.ReduceSum %hA, %none {keepdims = 0 : i64} : (tensor<3x4096xf16>, none) -> tensor<f16>
  %hS = onnx.Softmax %hA : (tensor<3x4096xf16>) -> tensor<3x4096xf16>
  %hSoftmax = onnx.ReduceMax %hS, %none {keepdims = 0 : i64} : (tensor<3x4096xf16>, none) -> tensor<f16>
  %large = onnx.Expand %big, %rows : (tensor<f16>, tensor<2xi64>) -> tensor<3x4096xf16>
  %mean = onnx.ReduceMean %large, %axis {keepdims = 0 : i64} : (tensor<3x4096xf16>, tensor<1xi64>) -> tensor<3xf16>
  %n, %m, %d = onnx.LayerNormalization %large, %scale, %none : (tensor<3x4096xf16>, tensor<4096xf16>, none) -> (tensor<3x4096xf16>, none, none)
  %normalized = onnx.ReduceMax %n, %none {keepdims = 0 : i64} : (tensor<3x4096xf16>, none) -> tensor<f16>
  // bf16
  %bA = onnx.Expand %b, %rows : (tensor<bf16>, tensor<2xi64>) -> tensor<3x4096xbf16>
  %bB = onnx.Expand %b, %columns : (tensor<bf16>, tensor<2xi64>) -> tensor<4096x20xbf16>
  %bBT = onnx.Expand %b, %turned : (tensor<bf16>, tensor<2xi64>) -> tensor<20x4096xbf16>
  %bX = onnx.Expand %b, %image : (tensor<bf16>, tensor<4xi64>) -> tensor<1x256x4x4xbf16>
  %bW = onnx.Expand %b, %filters : (tensor<bf16>, tensor<4xi64>) -> tensor<8x256x4x4xbf16>
  %bDX = onnx.Expand %b, %planes : (tensor<bf16>, tensor<4xi64>) -> tensor<1x32x48x48xbf16>
  %bDW = onnx.Expand %b, %plane_filters : (tensor<bf16>, tensor<4xi64>) -> tensor<32x1x48x48xbf16>
  %b0 = onnx.MatMul %bA, %bB : (tensor<3x4096xbf16>, tensor<4096x20xbf16>) -> tensor<3x20xbf16>
  %b1 = onnx.Gemm %bA, %bBT, %none {alpha = 0.5 : f32, transB = 1 : i64} : (tensor<3x4096xbf16>, tensor<20x4096xbf16>, none) -> tensor<3x20xbf16>
  %b2 = onnx.Conv %bX, %bW, %none : (tensor<1x256x4x4xbf16>, tensor<8x256x4x4xbf16>, none) -> tensor<1x8x1x1xbf16>
  %b3 = onnx.Conv %bDX, %bDW, %none {group = 32 : i64} : (tensor<1x32x48x48xbf16>, tensor<32x1x48x48xbf16>, none) -> tensor<1x32x1x1xbf16>
  %bProduct = onnx.ReduceMin %b0, %none {keepdims = 0 : i64} : (tensor<3x20xbf16>, none) -> tensor<bf16>
  %bGemm = onnx.ReduceMin %b1, %none {keepdims = 0 : i64} : (tensor<3x20xbf16>, none) -> tensor<bf16>
  %bConv = onnx.ReduceMin %b2, %none {keepdims = 0 : i64} : (tensor<1x8x1x1xbf16>, none) -> tensor<bf16>
  %bDepthwise = onnx.ReduceMin %b3, %none {keepdims = 0 : i64} : (tensor<1x32x1x1xbf16>, none) -> tensor<bf16>
  %bSum = onnx.ReduceSum %bA, %none {keepdims = 0 : i64} : (tensor<3x4096xbf16>, none) -> tensor<bf16>
  %bS = onnx.Softmax %bA : (tensor<3x4096xbf16>) -> tensor<3x4096xbf16>
  %bSoftmax = onnx.ReduceMax %bS, %none {keepdims = 0 : i64} : (tensor<3x4096xbf16>, none) -> tensor<bf16>
  %out0 = onnx.Cast %hProduct {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out1 = onnx.Cast %hGemm {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out2 = onnx.Cast %hConv {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out3 = onnx.Cast %hDepthwise {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out4 = onnx.Cast %hSum {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out5 = onnx.Cast %hSoftmax {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  %out6 = onnx.Cast %bProduct {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out7 = onnx.Cast %bGemm {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out8 = onnx.Cast %bConv {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out9 = onnx.Cast %bDepthwise {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out10 = onnx.Cast %bSum {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out11 = onnx.Cast %bSoftmax {to = 1 : i64} : (tensor<bf16>) -> tensor<f32>
  %out12 = onnx.Cast %mean {to = 1 : i64} : (tensor<3xf16>) -> tensor<3xf32>
  %out13 = onnx.Cast %normalized {to = 1 : i64} : (tensor<f16>) -> tensor<f32>
  return %out0, %out1, %out2, %out3, %out4, %out5, %out6, %out7, %out8, %out9, %out10, %out11, %out12, %out13 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<3xf32>, tensor<f32>
}
