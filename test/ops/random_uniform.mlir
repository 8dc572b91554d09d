// RUN: cameo run %s --input p='[0, 1, 0, 1]' > %t.1
// RUN: cameo run %s --input p='[0, 1, 0, 1]' > %t.2
// RUN: FileCheck %s < %t.1
// A seed repeats, in two operators not; without one, no run is as another.
// RUN: grep seeded: %t.1 > %t.seeded1 && grep seeded: %t.2 > %t.seeded2 && diff %t.seeded1 %t.seeded2
// RUN: grep other: %t.1 | sed s/other/seeded/ > %t.other && not diff %t.other %t.seeded1
// RUN: grep fresh: %t.1 > %t.fresh1 && grep fresh: %t.2 > %t.fresh2 && not diff %t.fresh1 %t.fresh2
// CHECK: seeded: tensor<2x2xf64>
// CHECK: other: tensor<2x2xf64>
// CHECK: fresh: tensor<4xf32>
// The bounds hold, and the mean and deviation of 10,000 are near theirs.
// CHECK: least: tensor<f32> 5.0{{.*}}
// CHECK: most: tensor<f32> 5.9{{.*}}
// CHECK: mean: tensor<f32> 5.{{4|5}}
// CHECK: deviation: tensor<f32> {{1.9|2.0}}
// Of certain outcomes, each draw is that.
// CHECK: ones: tensor<4xi32> [0, 1, 0, 1]
// CHECK: classes: tensor<1x3xi64> {{.*}}2, 2, 2
// CHECK: half: tensor<2xf16>
// What rounds up to the bound in a narrow format is the number below it: of 100,000
// draws from [255, 256) bfloat16 has 255 only, float16 at most 255.875.
// CHECK: brain: tensor<bf16> 255
// CHECK: narrow: tensor<f16> 255.9
func.func @main(%p: tensor<4xf32>) -> (
    !onnx.unknown {onnx.name = "seeded"}, !onnx.unknown {onnx.name = "other"}, !onnx.unknown {onnx.name = "fresh"},
    !onnx.unknown {onnx.name = "least"}, !onnx.unknown {onnx.name = "most"}, !onnx.unknown {onnx.name = "mean"},
    !onnx.unknown {onnx.name = "deviation"}, !onnx.unknown {onnx.name = "ones"}, !onnx.unknown {onnx.name = "classes"},
    !onnx.unknown {onnx.name = "half"}, !onnx.unknown {onnx.name = "brain"}, !onnx.unknown {onnx.name = "narrow"}) {
  %none = onnx.None : none
  %0 = onnx.RandomUniform {dtype = 11 : i64, seed = 3.0 : f32, shape = array<i64: 2, 2>} : () -> !onnx.unknown
  %1 = onnx.RandomUniform {dtype = 11 : i64, seed = 3.0 : f32, shape = array<i64: 2, 2>} : () -> !onnx.unknown
  %2 = onnx.RandomNormalLike %p : (tensor<4xf32>) -> !onnx.unknown
  %3 = onnx.RandomUniform {low = 5.0 : f32, high = 6.0 : f32, shape = array<i64: 10000>} : () -> tensor<10000xf32>
  %4 = onnx.ReduceMin %3, %none {keepdims = 0 : i64} : (tensor<10000xf32>, none) -> !onnx.unknown
  %5 = onnx.ReduceMax %3, %none {keepdims = 0 : i64} : (tensor<10000xf32>, none) -> !onnx.unknown
  %6 = onnx.ReduceMean %3, %none {keepdims = 0 : i64} : (tensor<10000xf32>, none) -> !onnx.unknown
  %7 = onnx.RandomNormal {scale = 2.0 : f32, shape = array<i64: 10000>} : () -> tensor<10000xf32>
  %8 = onnx.Mul %7, %7 : (tensor<10000xf32>, tensor<10000xf32>) -> tensor<10000xf32>
  %9 = onnx.ReduceMean %8, %none {keepdims = 0 : i64} : (tensor<10000xf32>, none) -> tensor<f32>
  %10 = onnx.Sqrt %9 : (tensor<f32>) -> !onnx.unknown
  %11 = onnx.Bernoulli %p {dtype = 6 : i64} : (tensor<4xf32>) -> !onnx.unknown
  %12 = onnx.Constant dense<[[-200.0, -200.0, 0.0]]> : tensor<1x3xf32>
  %13 = onnx.Multinomial %12 {dtype = 7 : i64, sample_size = 3 : i64} : (tensor<1x3xf32>) -> !onnx.unknown
  %14 = onnx.RandomUniform {dtype = 10 : i64, shape = array<i64: 2>} : () -> !onnx.unknown
  %15 = onnx.RandomUniform {dtype = 16 : i64, low = 255.0 : f32, high = 256.0 : f32, shape = array<i64: 100000>} : () -> tensor<100000xbf16>
  %16 = onnx.ReduceMax %15, %none {keepdims = 0 : i64} : (tensor<100000xbf16>, none) -> !onnx.unknown
  %17 = onnx.RandomUniform {dtype = 10 : i64, low = 255.0 : f32, high = 256.0 : f32, shape = array<i64: 100000>} : () -> tensor<100000xf16>
  %18 = onnx.ReduceMax %17, %none {keepdims = 0 : i64} : (tensor<100000xf16>, none) -> !onnx.unknown
  return %0, %1, %2, %4, %5, %6, %10, %11, %13, %14, %16, %18 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown,
      !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
