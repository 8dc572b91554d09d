// Code for several CPUs in one object. A CPU that has all features of another
// goes before it; the entry point asks the machine once and chooses.
// RUN: cameo compile %s --name=net --target=x86_64-linux-gnu --cpu=x86-64-v2,x86-64-v4 --emit=llvm -o %t.ll
// RUN: FileCheck %s < %t.ll && FileCheck %s --check-prefix=DISPATCH < %t.ll
// CHECK-DAG:   @net.cpu = internal {{.*}}global i32 0
// CHECK-DAG:   c"cameo {{.*}} (x86-64-v4, x86-64-v2)\00"
// CHECK-LABEL: define internal {{.*}}i64 @net_workspace_bytes(
// CHECK-NOT:   target-cpu
// CHECK-LABEL: define internal {{.*}}@net_invoke.x86-64-v4(
// CHECK-SAME:    #[[V4:[0-9]+]]
// CHECK:         call {{.*}} @llvm.fma.v
// CHECK-LABEL: define internal {{.*}}@net_invoke.x86-64-v2(
// CHECK-SAME:    #[[V2:[0-9]+]]
// CHECK-NOT:     @llvm.fma.
// CHECK:         call {{.*}} @llvm.fmuladd.v
// CHECK-NOT:     @llvm.fma.
// CHECK-LABEL: define internal {{.*}}@net.find_cpu(
// CHECK:         asm sideeffect "cpuid"
// CHECK:         asm sideeffect "xgetbv"
// CHECK:       attributes #[[V4]] = {{.*}}"target-cpu"="x86-64-v4"
// CHECK:       attributes #[[V2]] = {{.*}}"target-cpu"="x86-64-v2"

// DISPATCH-LABEL: define internal {{.*}}@net_invoke(
// DISPATCH:         load atomic i32, ptr @net.cpu monotonic
// DISPATCH:         call {{.*}}@net.find_cpu()
// DISPATCH:         store atomic i32 {{.*}}, ptr @net.cpu monotonic
// DISPATCH-DAG:     call {{.*}}@net_invoke.x86-64-v4(
// DISPATCH-DAG:     call {{.*}}@net_invoke.x86-64-v2(

// The weights are there once: twice the object is far from twice as large.
// RUN: cameo info %s --cpu=x86-64-v4,x86-64-v3 | FileCheck %s --check-prefix=INFO
// INFO: CPUs: x86-64-v4, x86-64-v3
// INFO: weights: 16.0 KiB

// One CPU is checked as well; what every machine can run is not.
// RUN: cameo compile %s --name=net --target=x86_64-linux-gnu --cpu=x86-64-v3 --emit=llvm | FileCheck %s --check-prefix=ONE
// ONE: asm sideeffect "cpuid"
// RUN: cameo compile %s --name=net --target=x86_64-linux-gnu --emit=llvm | FileCheck %s --check-prefix=ALL --implicit-check-not=cpuid
// ALL: c"cameo {{.*}} (generic)\00"
// RUN: cameo compile %s --name=net --target=aarch64-linux-gnu --cpu=neoverse-n1 --emit=llvm | FileCheck %s --check-prefix=ARM --implicit-check-not=.find_cpu
// ARM: c"cameo {{.*}} (neoverse-n1)\00"
// RUN: not cameo compile %s --target=aarch64-linux-gnu --cpu=neoverse-n1,cortex-a72 --emit=llvm 2>&1 | FileCheck %s --check-prefix=LIST
// LIST: --cpu: an object for aarch64-unknown-linux-gnu holds code for one CPU
// RUN: not cameo compile %s --target=x86_64-linux-gnu --cpu=x86-64-v4,x86-64-v5 --emit=llvm 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: --cpu=x86-64-v5: not a CPU of x86_64-unknown-linux-gnu
func.func @main(%x: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %shape = onnx.Constant dense<[64, 64]> : tensor<2xi64>
  %w = onnx.ConstantOfShape %shape {value = dense<0.5> : tensor<1xf32>} : (tensor<2xi64>) -> tensor<64x64xf32>
  %y = onnx.MatMul %x, %w : (tensor<4x64xf32>, tensor<64x64xf32>) -> tensor<4x64xf32>
  %z = onnx.Tanh %y : (tensor<4x64xf32>) -> tensor<4x64xf32>
  return %z : tensor<4x64xf32>
}
