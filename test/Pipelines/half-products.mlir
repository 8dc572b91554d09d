// Products of half precision, whose sums are taken in f32, of many shapes and
// layouts. Elements are small integers, so that sums of f32 are exact: each
// result must be the one of f32, rounded. Where all are, the least of `equal` is 1.

// Rows that are widened as a whole, by slices, and element by element; one row;
// tails of rows and columns.
// RUN: cameo run %s --dim=M=30 --dim=K=300 --dim=N=50 --input a=random --input b=random --output-dir %t | FileCheck %s
// RUN: cameo run %s --dim=M=14 --dim=K=2100 --dim=N=16 --input a=random --input b=random | FileCheck %s
// RUN: cameo run %s --dim=M=3 --dim=K=9 --dim=N=20 --input a=random --input b=random | FileCheck %s
// RUN: cameo run %s --dim=M=1 --dim=K=37 --dim=N=200 --input a=random --input b=random | FileCheck %s
// RUN: cameo run %s --dim=M=2 --dim=K=0 --dim=N=3 --input a=random --input b=random | FileCheck %s

// The same code for all extents; on a GPU, if there is one; on other CPUs, of which
// one has no instructions for f16.
// RUN: cameo run %s --input a=%t/output_6.pb --input b=%t/output_7.pb | FileCheck %s
// RUN: cameo run %s --device=cpu,vulkan --dim=M=30 --dim=K=70 --dim=N=50 --input a=random --input b=random | FileCheck %s
// RUN: cameo run %s --device=cpu,vulkan --input a=%t/output_6.pb --input b=%t/output_7.pb | FileCheck %s
// RUN: %if cpu-f16c %{ cameo run %s --cpu=x86-64-v3 --input a=%t/output_6.pb --input b=%t/output_7.pb | FileCheck %s %}
// RUN: %if cpu-f16c %{ cameo run %s --cpu=x86-64-v2 --dim=M=30 --dim=K=300 --dim=N=50 --input a=random --input b=random | FileCheck %s %}

// CHECK-COUNT-6: {{.*}}_equal: tensor<i32> 1{{$}}

!mk = tensor<?x?xf32>
!kn = tensor<?x?xf32>
!mn = tensor<?x?xf32>
!h_mk = tensor<?x?xf16>
!h_km = tensor<?x?xf16>
!h_kn = tensor<?x?xf16>
!h_nk = tensor<?x?xf16>
!h_mn = tensor<?x?xf16>
!b_mk = tensor<?x?xbf16>
!b_km = tensor<?x?xbf16>
!b_kn = tensor<?x?xbf16>
!b_nk = tensor<?x?xbf16>
!b_mn = tensor<?x?xbf16>
func.func @main(%anyX: !mk {onnx.name = "a", onnx.dim_names = ["M", "K"]}, %anyW: !kn {onnx.name = "b", onnx.dim_names = ["K", "N"]})
    -> (tensor<i32> {onnx.name = "half_equal"}, tensor<i32> {onnx.name = "half_packed_equal"}, tensor<i32> {onnx.name = "half_turned_equal"},
        tensor<i32> {onnx.name = "brain_equal"}, tensor<i32> {onnx.name = "brain_packed_equal"}, tensor<i32> {onnx.name = "brain_turned_equal"}, !mk, !kn) {
  %none = onnx.None : none
  // Integers from -3 to 3.
  %x = onnx.Abs %anyX : (!mk) -> !mk
  %w = onnx.Abs %anyW : (!kn) -> !kn
  %7 = onnx.Constant dense<7.0> : tensor<f32> : tensor<f32>
  %3 = onnx.Constant dense<3.0> : tensor<f32> : tensor<f32>
  %a0 = onnx.Mul %x, %7 : (!mk, tensor<f32>) -> !mk
  %a1 = onnx.Floor %a0 : (!mk) -> !mk
  %a = onnx.Sub %a1, %3 : (!mk, tensor<f32>) -> !mk
  %b0 = onnx.Mul %w, %7 : (!kn, tensor<f32>) -> !kn
  %b1 = onnx.Floor %b0 : (!kn) -> !kn
  %b = onnx.Sub %b1, %3 : (!kn, tensor<f32>) -> !kn
  %y = onnx.MatMul %a, %b : (!mk, !kn) -> !mn
  %yH = onnx.Cast %y {to = 10 : i64} : (!mn) -> !h_mn
  %yB = onnx.Cast %y {to = 16 : i64} : (!mn) -> !b_mn

  %h = onnx.Cast %a {to = 10 : i64} : (!mk) -> !h_mk
  %k = onnx.Cast %b {to = 10 : i64} : (!kn) -> !h_kn
  %h0 = onnx.MatMul %h, %k : (!h_mk, !h_kn) -> !h_mn
  %h0e = onnx.Equal %h0, %yH : (!h_mn, !h_mn) -> tensor<?x?xi1>
  // Columns that are not contiguous: the right operand is packed.
  %kT = onnx.Transpose %k {perm = array<i64: 1, 0>} : (!h_kn) -> !h_nk
  %h1 = onnx.Gemm %h, %kT, %none {transB = 1 : i64} : (!h_mk, !h_nk, none) -> !h_mn
  %h1e = onnx.Equal %h1, %yH : (!h_mn, !h_mn) -> tensor<?x?xi1>
  // Reduction steps that are not contiguous on the left.
  %hT = onnx.Transpose %h {perm = array<i64: 1, 0>} : (!h_mk) -> !h_km
  %h2 = onnx.Gemm %hT, %k, %none {transA = 1 : i64} : (!h_km, !h_kn, none) -> !h_mn
  %h2e = onnx.Equal %h2, %yH : (!h_mn, !h_mn) -> tensor<?x?xi1>

  %c = onnx.Cast %a {to = 16 : i64} : (!mk) -> !b_mk
  %d = onnx.Cast %b {to = 16 : i64} : (!kn) -> !b_kn
  %b2 = onnx.MatMul %c, %d : (!b_mk, !b_kn) -> !b_mn
  %b2e = onnx.Equal %b2, %yB : (!b_mn, !b_mn) -> tensor<?x?xi1>
  %dT = onnx.Transpose %d {perm = array<i64: 1, 0>} : (!b_kn) -> !b_nk
  %b3 = onnx.Gemm %c, %dT, %none {transB = 1 : i64} : (!b_mk, !b_nk, none) -> !b_mn
  %b3e = onnx.Equal %b3, %yB : (!b_mn, !b_mn) -> tensor<?x?xi1>
  %cT = onnx.Transpose %c {perm = array<i64: 1, 0>} : (!b_mk) -> !b_km
  %b4 = onnx.Gemm %cT, %d, %none {transA = 1 : i64} : (!b_km, !b_kn, none) -> !b_mn
  %b4e = onnx.Equal %b4, %yB : (!b_mn, !b_mn) -> tensor<?x?xi1>

  %i0 = onnx.Cast %h0e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %i1 = onnx.Cast %h1e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %i2 = onnx.Cast %h2e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %i3 = onnx.Cast %b2e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %i4 = onnx.Cast %b3e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %i5 = onnx.Cast %b4e {to = 6 : i64} : (tensor<?x?xi1>) -> tensor<?x?xi32>
  %r0 = onnx.ReduceMin %i0, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  %r1 = onnx.ReduceMin %i1, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  %r2 = onnx.ReduceMin %i2, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  %r3 = onnx.ReduceMin %i3, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  %r4 = onnx.ReduceMin %i4, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  %r5 = onnx.ReduceMin %i5, %none {keepdims = 0 : i64} : (tensor<?x?xi32>, none) -> tensor<i32>
  return %r0, %r1, %r2, %r3, %r4, %r5, %x, %w : tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>, !mk, !kn
}
