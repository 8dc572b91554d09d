// A program asks for the time of each kernel; objects of models that are not profiled stay as
// they are.
// RUN: rm -rf %t && mkdir %t
// RUN: cameo compile %s --name=net -o %t/net.o --profile
// RUN: %cc -std=c11 -Wall -Wextra -pedantic -Werror -I%t -I%runtime_dir %S/Inputs/call_profile.c %t/net.o -L%runtime_lib_dir -lcameo_runtime_serial -lm -o %t/net
// RUN: %t/net | FileCheck %s
// CHECK:      contract{{.}}MatMul product
// CHECK-NEXT: end
// CHECK:      end
// CHECK-NEXT: status 0, y[0] 4
// RUN: cameo compile %s --name=net -o %t/plain.o --no-header
// RUN: llvm-nm %t/plain.o | FileCheck %s --check-prefix=PLAIN
// PLAIN-NOT: profile

// RUN: cameo bench %s --seconds=0.05 --threads=1 --profile --json=%t/net.json | FileCheck %s --check-prefix=TABLE
// TABLE:      peak {{[0-9.]+}} GFLOP/s, {{[0-9.]+}} GB/s
// TABLE-NEXT: share {{.*}} GFLOP/s {{.*}} kernel: nodes
// TABLE:      % {{.*}}%  contract: MatMul product
// TABLE:      between kernels
// RUN: FileCheck %s --check-prefix=JSON < %t/net.json
// JSON: "calls": 1,
// JSON: "gbytes": {{[0-9]}}
// JSON: "gflops": {{[0-9]}}
// JSON: "kernel": "contract
// JSON: "nodes": [

// RUN: not cameo compile %s -o %t/gpu.o --profile --device=vulkan 2>&1 | FileCheck %s --check-prefix=DEVICE
// DEVICE: --profile tells of kernels on the CPU: leave out --device=vulkan
func.func @main(%x: tensor<64x64xf32>, %w: tensor<64x64xf32>) -> tensor<64xf32> {
  %axes = onnx.Constant dense<1> : tensor<1xi64>
  %0 = onnx.MatMul %x, %w : (tensor<64x64xf32>, tensor<64x64xf32>) -> tensor<64x64xf32> loc("product"("MatMul"))
  %y = onnx.ReduceMax %0, %axes {keepdims = 0 : i64} : (tensor<64x64xf32>, tensor<1xi64>) -> tensor<64xf32>
  return %y : tensor<64xf32>
}
