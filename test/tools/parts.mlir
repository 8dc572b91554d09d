// Large kernels are compiled apart, weights of a megabyte are an object of their own, and
// all are one object in the end, with none but the model's own symbols.
// RUN: rm -rf %t && mkdir %t
// RUN: cameo compile %s --name=net -o %t/net.o
// RUN: llvm-nm %t/net.o | FileCheck %s --check-prefix=SYMBOLS --implicit-check-not=" T " --implicit-check-not=" D "
// SYMBOLS: t net_main_contract
// SYMBOLS: D net_model
// SYMBOLS: T net_run
// SYMBOLS: R net_weights
// SYMBOLS: T net_workspace_size
// RUN: llvm-readelf --sections --symbols %t/net.o | FileCheck %s --check-prefix=ELF
// ELF: .rodata.weights PROGBITS {{.*}} A 0 0 64
// ELF: GLOBAL HIDDEN {{.*}} net_weights

// The same whenever and wherever it is made.
// RUN: cameo compile %s --name=net -o %t/again.o && cmp %t/net.o %t/again.o

// It runs as an object, from a static library and as a shared one.
// RUN: cp %S/Inputs/call_net.c %t/call.c
// RUN: %cc -std=c11 -I%t -I%runtime_dir %t/call.c %t/net.o -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/o
// RUN: %t/o | FileCheck %s
// RUN: cameo compile %s --name=net -o %t/libnet.a
// RUN: %cc -std=c11 -I%t -I%runtime_dir %t/call.c %t/libnet.a -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/a
// RUN: %t/a | FileCheck %s
// RUN: cameo compile %s --name=net -o %t/libnet.so
// RUN: %cc -std=c11 -I%t -I%runtime_dir %t/call.c -L%t -lnet -Wl,-rpath,%t -L%runtime_lib_dir -lcameo_runtime_serial -o %t/so
// RUN: %t/so | FileCheck %s
// CHECK: 57601 57601 72001 72001

// Of every kind of ELF, and where an object is not ELF at all.
// RUN: cameo compile %s -o %t/arm.o --target=aarch64-linux-gnu
// RUN: llvm-readelf --file-header --symbols %t/arm.o | FileCheck %s --check-prefix=ARM
// ARM: Machine: AArch64
// ARM: arm_weights
// RUN: cameo compile %s -o %t/big.o --target=s390x-linux-gnu
// RUN: llvm-readelf --file-header --symbols %t/big.o | FileCheck %s --check-prefix=BIG
// BIG: Data: 2's complement, big endian
// BIG: big_weights
// RUN: cameo compile %s -o %t/mac.o --target=arm64-apple-macosx
// RUN: llvm-nm %t/mac.o | FileCheck %s --check-prefix=MAC
// MAC: T _mac_run

// The text of the code is that of all parts.
// RUN: cameo compile %s --name=net --emit=llvm | FileCheck %s --check-prefix=TEXT
// TEXT-DAG: define internal {{.*}} @net_main_contract
// TEXT-DAG: define {{.*}} @net_run(
// RUN: cameo compile %s --name=net --emit=asm | FileCheck %s --check-prefix=ASM
// ASM-DAG: net_main_contract{{.*}}:
// ASM-DAG: net_run:
func.func @main(%x: tensor<1x3x20x20xf32>) -> (tensor<1x64xf32> {onnx.name = "y"}) {
  %w0 = onnx.Constant dense<1.0> : tensor<16x3x5x5xf32>
  %w1 = onnx.Constant dense<0.0625> : tensor<48x16x1x1xf32>
  %w2 = onnx.Constant dense<0.0069444444> : tensor<64x48x3x3xf32>
  %w3 = onnx.Constant dense<1.0> : tensor<64x4096xf32>
  %w4 = onnx.Constant dense<0.000244140625> : tensor<4096x64xf32>
  %one = onnx.Constant dense<1.0> : tensor<1xf32>
  %axes = onnx.Constant dense<[2, 3]> : tensor<2xi64>
  %none = onnx.None : none
  %0 = onnx.Conv %x, %w0, %none {kernel_shape = array<i64: 5, 5>} : (tensor<1x3x20x20xf32>, tensor<16x3x5x5xf32>, none) -> tensor<1x16x16x16xf32>
  %1 = onnx.Conv %0, %w1, %none {kernel_shape = array<i64: 1, 1>} : (tensor<1x16x16x16xf32>, tensor<48x16x1x1xf32>, none) -> tensor<1x48x16x16xf32>
  %2 = onnx.Conv %1, %w2, %none {kernel_shape = array<i64: 3, 3>} : (tensor<1x48x16x16xf32>, tensor<64x48x3x3xf32>, none) -> tensor<1x64x14x14xf32>
  %3 = onnx.ReduceMean %2, %axes {keepdims = 0 : i64} : (tensor<1x64x14x14xf32>, tensor<2xi64>) -> tensor<1x64xf32>
  %4 = onnx.MatMul %3, %w3 : (tensor<1x64xf32>, tensor<64x4096xf32>) -> tensor<1x4096xf32>
  %5 = onnx.MatMul %4, %w4 : (tensor<1x4096xf32>, tensor<4096x64xf32>) -> tensor<1x64xf32>
  %y = onnx.Add %5, %one : (tensor<1x64xf32>, tensor<1xf32>) -> tensor<1x64xf32>
  return %y : tensor<1x64xf32>
}
