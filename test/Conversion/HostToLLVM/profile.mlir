// RUN: cameo-opt %s --host-to-llvm=profile=true | FileCheck %s
// RUN: cameo-opt %s --host-to-llvm | FileCheck %s --check-prefix=OFF

// The hook is told of the kernel and its nodes, and that it ends; without one nobody is.
// CHECK:       llvm.mlir.global internal constant @model_profile0("exp\09Exp e\00")
// CHECK-LABEL: func.func @model_invoke
// CHECK:         %[[HOOK:.*]] = llvm.load %{{.*}} : !llvm.ptr -> !llvm.ptr
// CHECK:         %[[WHAT:.*]] = llvm.mlir.addressof @model_profile0
// CHECK:         llvm.call %{{.*}}(%[[CONTEXT:.*]], %{{.*}}) : !llvm.ptr, (!llvm.ptr, !llvm.ptr) -> ()
// CHECK:         call @model_main_exp(
// CHECK:         llvm.call %{{.*}}(%[[CONTEXT]], %{{.*}}) : !llvm.ptr, (!llvm.ptr, !llvm.ptr) -> ()
// OFF-NOT:     llvm.call %
// OFF-NOT:     model_profile
cameo.kernel private @main_exp(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<32xf32>) -> tensor<32xf32> {
  %y = cameo.dispatch @main_exp(%x) : (tensor<32xf32>) -> tensor<32xf32> loc("e"("Exp"))
  return %y : tensor<32xf32>
}
