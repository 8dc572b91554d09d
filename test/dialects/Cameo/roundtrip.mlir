// RUN: cameo-opt %s | cameo-opt | FileCheck %s
// RUN: cameo-opt %s --mlir-print-op-generic | cameo-opt | FileCheck %s

#left = affine_map<(m, n, k) -> (m, k)>
#right = affine_map<(m, n, k) -> (k, n)>
#out = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: cameo.kernel private @product(
// CHECK-SAME:    %[[A:.*]]: tensor<?x8xf32> {cameo.extents = array<i64: 2>}, %[[B:.*]]: tensor<2x8x16xf32>, %[[M:.*]]: index)
// CHECK-SAME:    -> (tensor<?x32xf32> {cameo.extents = array<i64: 2>})
// CHECK:         %[[C:.*]] = cameo.contract %[[A]], %[[B]], %{{.*}} [#{{.*}}, #{{.*}}, #{{.*}}] packed : (tensor<?x8xf32>, tensor<2x8x16xf32>, tensor<?x32xf32>) -> tensor<?x32xf32>
// CHECK:         cameo.yield %[[C]] : tensor<?x32xf32>
cameo.kernel private @product(%a: tensor<?x8xf32> {cameo.extents = array<i64: 2>}, %b: tensor<2x8x16xf32>, %m: index) -> (tensor<?x32xf32> {cameo.extents = array<i64: 2>}) {
  %init = tensor.empty(%m) : tensor<?x32xf32>
  %c = cameo.contract %a, %b, %init [#left, #right, #out] packed : (tensor<?x8xf32>, tensor<2x8x16xf32>, tensor<?x32xf32>) -> tensor<?x32xf32>
  cameo.yield %c : tensor<?x32xf32>
}

// Lowered: addresses, extents, and a range of tasks.
// CHECK-LABEL: cameo.kernel private @lowered(
// CHECK-SAME:    attributes {cost = 7 : i64, tasks = #{{.*}}}
// CHECK:         cameo.buffer %{{.*}}[%{{.*}}] : !llvm.ptr -> memref<?x4xf32>
// CHECK:         cameo.yield{{$}}
cameo.kernel private @lowered(%p: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[n] -> (n)>, cost = 7 : i64} {
  %m = cameo.buffer %p[%n] : !llvm.ptr -> memref<?x4xf32>
  cameo.yield
}

// CHECK-LABEL: func.func @dispatch
// CHECK:         cameo.dispatch @product(%{{.*}}, %{{.*}}, %[[M:.*]]) [%[[M]]] : (tensor<?x8xf32>, tensor<2x8x16xf32>, index) -> tensor<?x32xf32>
func.func @dispatch(%a: tensor<?x8xf32>, %b: tensor<2x8x16xf32>, %m: index) -> tensor<?x32xf32> {
  %c = cameo.dispatch @product(%a, %b, %m) [%m] : (tensor<?x8xf32>, tensor<2x8x16xf32>, index) -> tensor<?x32xf32>
  return %c : tensor<?x32xf32>
}
