// Weights in a file beside the object: the tools map it by themselves.
// RUN: rm -rf %t && mkdir %t
// RUN: cameo run %s --input x='[[1, 2]]' --weights=file | FileCheck %s
// RUN: cameo compile %s -o %t/libnet.so --weights=file && ls %t | FileCheck %s --check-prefix=FILES
// RUN: cameo run %t/libnet.so --input x='[[1, 2]]' | FileCheck %s
// CHECK: y: tensor<1x3xf32> {{\[\[9, 12, 15\]\]}}
// FILES: libnet.so
// FILES-NEXT: net.h
// FILES-NEXT: net.weights
// RUN: cameo info %t/libnet.so | FileCheck %s --check-prefix=INFO
// INFO: weights file: net.weights, 256 bytes
// RUN: cameo bench %s --weights=file --seconds=0.01 | FileCheck %s --check-prefix=BENCH
// BENCH: weights

// The header tells the program what to do.
// RUN: FileCheck %s --check-prefix=HEADER < %t/net.h
// HEADER: The weights, 256 bytes, are in a file
// HEADER-NEXT: cameo_weights_map(&net_model, path, &weights)
// HEADER: #define NET_WEIGHTS_FILE "net.weights"

// The file has the name of the output, and all outputs have the same.
// RUN: cameo compile %s -o %t/other.a --name=net --weights=file
// RUN: cmp %t/net.weights %t/other.weights
// RUN: cameo compile %s -o %t/arm.o --weights=file --target=aarch64-linux-gnu --cpu=cortex-a72
// RUN: cmp %t/net.weights %t/arm.weights
// RUN: od -A n -c -N 8 %t/net.weights | FileCheck %s --check-prefix=MAGIC
// MAGIC: C A M E O W T 1

// Without the file, or with another one, the library cannot be run.
// RUN: mv %t/net.weights %t/kept
// RUN: not cameo run %t/libnet.so --input x='[[1, 2]]' 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: net.weights: a file cannot be opened or read
// RUN: head -c 320 /dev/zero > %t/net.weights
// RUN: not cameo run %t/libnet.so --input x='[[1, 2]]' 2>&1 | FileCheck %s --check-prefix=WRONG
// WRONG: net.weights: the side file of weights is missing or belongs to another model

// A model without weights has a file too, for build systems that expect one.
// RUN: cameo compile %S/run.mlir -o %t/none.so --weights=file && wc -c %t/none.weights | FileCheck %s --check-prefix=NONE
// NONE: 64

// More than an object can hold is refused before it is tried.
// RUN: not cameo compile %S/Inputs/large.mlir -o %t/large.o 2>&1 | FileCheck %s --check-prefix=LARGE
// LARGE: the weights, 2400000000 bytes, are more than an object can hold; put them into a file with --weights=file
func.func @main(%x: tensor<1x2xf32>) -> tensor<1x3xf32> {
  %w = onnx.Constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %y = onnx.MatMul %x, %w : (tensor<1x2xf32>, tensor<2x3xf32>) -> tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}
