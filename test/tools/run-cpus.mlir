// REQUIRES: cpu-fma
// DEFINE: %{inputs} = --input x='[[-1, 1.000244140625]]' --input w='[[1.00048828125], [1.000244140625]]'
// Which version runs shows in the rounding: 1 + 2^-11 + 2^-24 minus its first
// two parts is 2^-24 with fused multiply-adds, and 0 without.
// RUN: cameo run %s --cpu=x86-64-v3 %{inputs} | FileCheck %s --check-prefix=FUSED
// RUN: cameo run %s --cpu=x86-64-v2 %{inputs} | FileCheck %s --check-prefix=SPLIT
// FUSED: y: tensor<1x1xf32> {{\[\[5.96}}
// SPLIT: y: tensor<1x1xf32> {{\[\[0\]\]}}

// The better one is taken, wherever it stands in the list; those that this
// machine lacks are passed over (no processor has both XOP and APX).
// RUN: cameo run %s --cpu=x86-64-v2,x86-64-v3 %{inputs} | FileCheck %s --check-prefix=FUSED
// RUN: cameo run %s --cpu=x86-64-v3,x86-64-v2 %{inputs} | FileCheck %s --check-prefix=FUSED
// RUN: cameo run %s --cpu=diamondrapids,bdver4,x86-64-v3,x86-64-v2 %{inputs} | FileCheck %s --check-prefix=FUSED
// RUN: cameo run %s --cpu=diamondrapids,bdver4,x86-64-v2 %{inputs} | FileCheck %s --check-prefix=SPLIT

// None is there: the run says so, and executes no instruction of theirs.
// RUN: not cameo run %s --cpu=diamondrapids %{inputs} 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not cameo run %s --cpu=diamondrapids,bdver4 %{inputs} 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: cameo run: run: the model was not compiled for this CPU

// A library tells what it holds.
// RUN: cameo compile %s -o %t.so --no-header --cpu=x86-64-v2,x86-64-v3
// RUN: cameo info %t.so | FileCheck %s --check-prefix=INFO
// INFO: producer: cameo {{.*}} (x86-64-v3, x86-64-v2)

func.func @main(%x: tensor<1x2xf32>, %w: tensor<2x1xf32>) -> tensor<1x1xf32> {
  %y = onnx.MatMul %x, %w : (tensor<1x2xf32>, tensor<2x1xf32>) -> tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}
