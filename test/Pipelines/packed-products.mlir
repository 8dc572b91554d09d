// Products with a constant right operand, which is packed at compile time, and an
// epilogue on a column, a row and a scalar. Per element:
//
//     Σ (m + k)(n + k) + n - m + 1 = K·m·n + (m + n)·Σk + Σk² + n - m + 1

// RUN: cameo run %s --dim=M=1 --dim=K=9 --dim=N=7 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,ROW
// RUN: cameo run %s --dim=M=2 --dim=K=130 --dim=N=300 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,WIDE
// RUN: cameo run %s --dim=M=5 --dim=K=3 --dim=N=1 --input x=random --input w=random | FileCheck %s --check-prefixes=CHECK,COLUMN
// RUN: cameo run %s --dim=M=29 --dim=K=9 --dim=N=40 --input x=random --input w=random --output-dir %t | FileCheck %s --check-prefixes=CHECK,TILES
// Any number of rows.
// RUN: cameo run %s --dim=K=9 --dim=N=40 --input x=%t/output_2.pb --input w=random | FileCheck %s --check-prefixes=CHECK,TILES

// ROW:    largest: tensor<f32> 427
// WIDE:   largest: tensor<f32> 3278574
// COLUMN: largest: tensor<f32> 14
// TILES:  largest: tensor<f32> 12456
// CHECK:  error: tensor<f32> 0{{$}}
func.func @main(%x: tensor<?x?xf32> {onnx.name = "x", onnx.dim_names = ["M", "K"]}, %w: tensor<?xf32> {onnx.name = "w", onnx.dim_names = ["N"]}) -> (tensor<f32> {onnx.name = "largest"}, tensor<f32> {onnx.name = "error"}, tensor<?x?xf32>) {
  %axis1 = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %i0 = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  %i1 = onnx.Constant dense<1> : tensor<i64> : tensor<i64>
  %none = onnx.None : none
  %f0 = onnx.Constant dense<0.0> : tensor<f32> : tensor<f32>
  %f1 = onnx.Constant dense<1.0> : tensor<f32> : tensor<f32>
  // m, k and n as a column, rows and a row.
  %xs = onnx.Shape %x : (tensor<?x?xf32>) -> tensor<2xi64>
  %ws = onnx.Shape %w : (tensor<?xf32>) -> tensor<1xi64>
  %M = onnx.Gather %xs, %i0 : (tensor<2xi64>, tensor<i64>) -> tensor<i64>
  %K = onnx.Gather %xs, %i1 : (tensor<2xi64>, tensor<i64>) -> tensor<i64>
  %N = onnx.Gather %ws, %i0 : (tensor<1xi64>, tensor<i64>) -> tensor<i64>
  %mi = onnx.Range %i0, %M, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %ki = onnx.Range %i0, %K, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %ni = onnx.Range %i0, %N, %i1 : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %m0 = onnx.Cast %mi {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %k = onnx.Cast %ki {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %n = onnx.Cast %ni {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %m = onnx.Unsqueeze %m0, %axis1 : (tensor<?xf32>, tensor<1xi64>) -> tensor<?x1xf32>
  %kc = onnx.Unsqueeze %k, %axis1 : (tensor<?xf32>, tensor<1xi64>) -> tensor<?x1xf32>
  // a = m + k at run time, b = n + k at compile time.
  %x0 = onnx.Mul %x, %f0 : (tensor<?x?xf32>, tensor<f32>) -> tensor<?x?xf32>
  %a0 = onnx.Add %x0, %m : (tensor<?x?xf32>, tensor<?x1xf32>) -> tensor<?x?xf32>
  %a = onnx.Add %a0, %k : (tensor<?x?xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %b = onnx.Add %kc, %n : (tensor<?x1xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %product = onnx.MatMul %a, %b : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %y0 = onnx.Add %product, %n : (tensor<?x?xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %y1 = onnx.Sub %y0, %m : (tensor<?x?xf32>, tensor<?x1xf32>) -> tensor<?x?xf32>
  %y = onnx.Add %y1, %f1 : (tensor<?x?xf32>, tensor<f32>) -> tensor<?x?xf32>
  // The closed form.
  %K0 = onnx.Cast %K {to = 1 : i64} : (tensor<i64>) -> tensor<f32>
  %k2 = onnx.Mul %k, %k : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  %sum = onnx.ReduceSum %k, %none {keepdims = 0 : i64} : (tensor<?xf32>, none) -> tensor<f32>
  %squares = onnx.ReduceSum %k2, %none {keepdims = 0 : i64} : (tensor<?xf32>, none) -> tensor<f32>
  %Km = onnx.Mul %K0, %m : (tensor<f32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %Kmn = onnx.Mul %Km, %n : (tensor<?x1xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %mplusn = onnx.Add %m, %n : (tensor<?x1xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %nminusm = onnx.Sub %n, %m : (tensor<?xf32>, tensor<?x1xf32>) -> tensor<?x?xf32>
  %linear = onnx.Mul %mplusn, %sum : (tensor<?x?xf32>, tensor<f32>) -> tensor<?x?xf32>
  %constant = onnx.Add %squares, %f1 : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %e0 = onnx.Add %Kmn, %linear : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %e1 = onnx.Add %e0, %nminusm : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %e2 = onnx.Add %e1, %constant : (tensor<?x?xf32>, tensor<f32>) -> tensor<?x?xf32>
  %difference = onnx.Sub %y, %e2 : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %absolute = onnx.Abs %difference : (tensor<?x?xf32>) -> tensor<?x?xf32>
  %error = onnx.ReduceMax %absolute, %none {keepdims = 0 : i64} : (tensor<?x?xf32>, none) -> tensor<f32>
  %largest = onnx.ReduceMax %y, %none {keepdims = 0 : i64} : (tensor<?x?xf32>, none) -> tensor<f32>
  return %largest, %error, %a : tensor<f32>, tensor<f32>, tensor<?x?xf32>
}
