// RUN: cameo-opt %s --host-to-llvm=side-weights --canonicalize | FileCheck %s
// RUN: cameo-opt %s --host-to-llvm --canonicalize | FileCheck %s --check-prefix=EMBED

// Weights of a side file come from the context (member 7); NULL or an address
// that is not aligned to 64 is an error, before anything is allocated.
// CHECK:       cameo.weights = [dense<{{.*}}> : tensor<4xf32>, dense<{{.*}}> : tensor<2xf32>]
// CHECK-NOT:   llvm.mlir.global
// CHECK-LABEL: func.func @model_invoke
// CHECK-SAME:    %[[CONTEXT:[a-z0-9]+]]: !llvm.ptr) -> i32
// CHECK-DAG:     %[[STATUS:.*]] = llvm.mlir.constant(-11 : i32)
// CHECK-DAG:     %[[LOW:.*]] = llvm.mlir.constant(63 : i64)
// CHECK:         llvm.getelementptr %[[CONTEXT]][0, 7]
// CHECK:         %[[ADDRESS:.*]] = llvm.ptrtoint %[[WEIGHTS:.*]] : !llvm.ptr to i64
// CHECK:         llvm.and %[[ADDRESS]], %[[LOW]]
// CHECK:         call @cameo_allocate
// CHECK:         %[[SECOND:.*]] = llvm.getelementptr %[[WEIGHTS]][256]
// CHECK:         call @model_add(%[[WEIGHTS]], %[[SECOND]],

// EMBED:         llvm.mlir.global external constant @model_weights() {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<512 x i8>
// EMBED:         llvm.mlir.addressof @model_weights
// EMBED-NOT:     constant(-11 : i32)
cameo.kernel private @add(%x: !llvm.ptr, %y: !llvm.ptr, %z: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main() -> tensor<4xf32> {
  %0 = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %1 = arith.constant dense<[5.0, 6.0]> : tensor<2xf32>
  %2 = cameo.dispatch @add(%0, %1) : (tensor<4xf32>, tensor<2xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}
