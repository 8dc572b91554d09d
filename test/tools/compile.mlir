// A program includes the header, links the object and gets the answer; as C and as C++.
// RUN: rm -rf %t && mkdir %t
// RUN: cameo compile %s -o %t/scale.o
// RUN: cp %S/Inputs/call_scale.c %t/call.c && cp %S/Inputs/call_scale.c %t/call.cpp
// RUN: %cc -std=c11 -Wall -Wextra -pedantic -Werror -I%t -I%runtime_dir %t/call.c %t/scale.o -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/c
// RUN: %t/c | FileCheck %s
// RUN: %cxx -std=c++20 -Wall -Wextra -pedantic -Werror -I%t -I%runtime_dir %t/call.cpp %t/scale.o -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/cxx
// RUN: %t/cxx | FileCheck %s
// CHECK: status 0, 3 x 2: 11 22 13 24 15 26

// The same from a static library and a shared one; `lib` is not part of the name.
// RUN: cameo compile %s -o %t/libscale.a
// RUN: %cc -std=c11 -I%t -I%runtime_dir %t/call.c %t/libscale.a -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/a
// RUN: %t/a | FileCheck %s
// RUN: cameo compile %s -o %t/libscale.so
// RUN: %cc -std=c11 -I%t -I%runtime_dir %t/call.c -L%t -lscale -Wl,-rpath,%t -L%runtime_lib_dir -lcameo_runtime_serial -o %t/so
// RUN: %t/so | FileCheck %s

// Every symbol bears the prefix, so two models link into one program.
// RUN: cameo compile %s -o %t/other.o --name=other
// RUN: llvm-nm --defined-only --extern-only --format=just-symbols %t/other.o | FileCheck %s --check-prefix=SYMBOLS --implicit-check-not={{[^_r]}}_model
// SYMBOLS-DAG: other_model
// SYMBOLS-DAG: other_run
// SYMBOLS-DAG: other_workspace_size

// Another target needs no other compiler.
// RUN: cameo compile %s -o %t/arm.o --target=aarch64-linux-gnu
// RUN: llvm-readelf --file-header %t/arm.o | FileCheck %s --check-prefix=ARM
// ARM: Machine: AArch64

// RUN: cameo compile %s --emit=linalg | FileCheck %s --check-prefix=LINALG
// LINALG: linalg.generic
// RUN: cameo compile %s --emit=asm -o %t/scale.s && FileCheck %s --check-prefix=ASM < %t/scale.s
// ASM: scale_run
func.func @main(%x: tensor<?x2xf32> {onnx.dim_names = ["batch", ""]}) -> !onnx.unknown {
  %0 = onnx.Constant dense<[10.0, 20.0]> : tensor<2xf32>
  %y = onnx.Add %x, %0 : (tensor<?x2xf32>, tensor<2xf32>) -> !onnx.unknown
  return %y : !onnx.unknown
}
