// Matrix products of many shapes, with ramps whose product has a closed form:
//
//     Σ (m + k)(n + k) = K·m·n + (m + n)·Σk + Σk²
//
// `largest` is that of the last row and column; `error` is the largest
// difference from the closed form.

// One row; few rows and many columns; tails of rows and of columns.
// RUN: cameo run %s --dim=M=1 --dim=K=1 --dim=N=1 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,POINT
// RUN: cameo run %s --dim=M=1 --dim=K=9 --dim=N=40 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,ROW
// RUN: cameo run %s --dim=M=3 --dim=K=130 --dim=N=200 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,WIDE
// RUN: cameo run %s --dim=M=29 --dim=K=3 --dim=N=7 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,NARROW
// RUN: cameo run %s --dim=M=5 --dim=K=9 --dim=N=16 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,VECTOR
// RUN: cameo run %s --dim=M=29 --dim=K=9 --dim=N=48 --input x=random --input w=random --output-dir %t | FileCheck %s --check-prefixes=CHECK,TILES
// RUN: cameo run %s --dim=M=120 --dim=K=3 --dim=N=33 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,TALL

// The same code for all extents.
// RUN: cameo run %s --input x=%t/output_2.pb --input w=%t/output_3.pb | FileCheck %s --check-prefixes=CHECK,TILES
// RUN: cameo run %s --dim=M=29 --dim=N=48 --input x=%t/output_2.pb --input w=%t/output_3.pb | FileCheck %s --check-prefixes=CHECK,TILES
// RUN: cameo run %s --input x=[[2,2],[2,2],[2,2]] --input w=[[2,2,2,2,2],[2,2,2,2,2]] | FileCheck %s --check-prefixes=CHECK,SMALL

// Nothing to sum.
// RUN: cameo run %s --dim=M=2 --dim=K=0 --dim=N=5 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,NOTHING

// POINT:   largest: tensor<f32> 0
// ROW:     largest: tensor<f32> 1608
// WIDE:    largest: tensor<f32> 2461030
// NARROW:  largest: tensor<f32> 611
// VECTOR:  largest: tensor<f32> 1428
// TILES:   largest: tensor<f32> 14748
// TALL:    largest: tensor<f32> 11882
// SMALL:   largest: tensor<f32> 23
// NOTHING: largest: tensor<f32> 0
// CHECK:   error: tensor<f32> 0{{$}}

!mk = tensor<?x?xf32>
!kn = tensor<?x?xf32>
!mn = tensor<?x?xf32>
func.func @main(%x: !mk {onnx.name = "x", onnx.dim_names = ["M", "K"]}, %w: !kn {onnx.name = "w", onnx.dim_names = ["K", "N"]}) -> (tensor<f32> {onnx.name = "largest"}, tensor<f32> {onnx.name = "error"}, !mk, !kn) {
  %axis0 = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %axis1 = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %i0 = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  %i1 = onnx.Constant dense<1> : tensor<i64> : tensor<i64>
  %none = onnx.None : none
  %f0 = onnx.Constant dense<0.0> : tensor<f32> : tensor<f32>
  // m, k and n as a column, rows and a row.
  %xs = onnx.Shape %x : (!mk) -> tensor<2xi64>
  %ws = onnx.Shape %w : (!kn) -> tensor<2xi64>
  %M = onnx.Gather %xs, %i0 : (tensor<2xi64>, tensor<i64>) -> tensor<i64>
  %K = onnx.Gather %xs, %i1 : (tensor<2xi64>, tensor<i64>) -> tensor<i64>
  %N = onnx.Gather %ws, %i1 : (tensor<2xi64>, tensor<i64>) -> tensor<i64>
  %mi = onnx.Range %i0, %M, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %ki = onnx.Range %i0, %K, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %ni = onnx.Range %i0, %N, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %m0 = onnx.Cast %mi {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %k = onnx.Cast %ki {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %n = onnx.Cast %ni {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %m = onnx.Unsqueeze %m0, %axis1 : (tensor<?xf32>, tensor<1xi64>) -> tensor<?x1xf32>
  %kc = onnx.Unsqueeze %k, %axis1 : (tensor<?xf32>, tensor<1xi64>) -> tensor<?x1xf32>
  // a = m + k and b = n + k at run time, whatever x and w are.
  %x0 = onnx.Mul %x, %f0 : (!mk, tensor<f32>) -> !mk
  %w0 = onnx.Mul %w, %f0 : (!kn, tensor<f32>) -> !kn
  %a0 = onnx.Add %x0, %m : (!mk, tensor<?x1xf32>) -> !mk
  %a = onnx.Add %a0, %k : (!mk, tensor<?xf32>) -> !mk
  %b0 = onnx.Add %w0, %n : (!kn, tensor<?xf32>) -> !kn
  %b = onnx.Add %b0, %kc : (!kn, tensor<?x1xf32>) -> !kn
  %y = onnx.MatMul %a, %b : (!mk, !kn) -> !mn
  // Σ (m + k)(n + k) = K·m·n + (m + n)·Σk + Σk²
  %K0 = onnx.Cast %K {to = 1 : i64} : (tensor<i64>) -> tensor<f32>
  %k2 = onnx.Mul %k, %k : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  %sum = onnx.ReduceSum %k, %none {keepdims = 0 : i64} : (tensor<?xf32>, none) -> tensor<f32>
  %squares = onnx.ReduceSum %k2, %none {keepdims = 0 : i64} : (tensor<?xf32>, none) -> tensor<f32>
  %Km = onnx.Mul %K0, %m : (tensor<f32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %Kmn = onnx.Mul %Km, %n : (tensor<?x1xf32>, tensor<?xf32>) -> !mn
  %mplusn = onnx.Add %m, %n : (tensor<?x1xf32>, tensor<?xf32>) -> !mn
  %linear = onnx.Mul %mplusn, %sum : (!mn, tensor<f32>) -> !mn
  %e0 = onnx.Add %Kmn, %linear : (!mn, !mn) -> !mn
  %e1 = onnx.Add %e0, %squares : (!mn, tensor<f32>) -> !mn
  %difference = onnx.Sub %y, %e1 : (!mn, !mn) -> !mn
  %absolute = onnx.Abs %difference : (!mn) -> !mn
  %error = onnx.ReduceMax %absolute, %none {keepdims = 0 : i64} : (!mn, none) -> tensor<f32>
  %largest = onnx.ReduceMax %y, %none {keepdims = 0 : i64} : (!mn, none) -> tensor<f32>
  return %largest, %error, %a, %b : tensor<f32>, tensor<f32>, !mk, !kn
}
