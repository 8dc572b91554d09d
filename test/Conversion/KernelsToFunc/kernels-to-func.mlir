// RUN: cameo-opt %s --kernels-to-func | FileCheck %s

// A private function whose addresses do not alias; a buffer is a descriptor with
// the strides of a row-major tensor.
// CHECK-LABEL: func.func private @kernel(
// CHECK-SAME:    %[[P:.*]]: !llvm.ptr {llvm.noalias}, %[[N:[a-z0-9]+]]: index, %{{.*}}: index, %{{.*}}: index)
// CHECK-DAG:     llvm.insertvalue %[[P]], %{{.*}}[0]
// CHECK-DAG:     llvm.insertvalue %[[P]], %{{.*}}[1]
// CHECK-DAG:     %[[ROWS:.*]] = builtin.unrealized_conversion_cast %[[N]] : index to i64
// CHECK-DAG:     %[[FOUR:.*]] = llvm.mlir.constant(4 : index)
// CHECK-DAG:     llvm.insertvalue %[[FOUR]], %{{.*}}[3, 1]
// CHECK-DAG:     llvm.insertvalue %[[ROWS]], %{{.*}}[3, 0]
// CHECK:         return{{$}}
// CHECK-NOT:   cameo.kernel
cameo.kernel private @kernel(%p: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[n] -> (n)>} {
  %zero = arith.constant 0.0 : f32
  %m = cameo.buffer %p[%n] : !llvm.ptr -> memref<?x4xf32>
  memref.store %zero, %m[%begin, %begin] : memref<?x4xf32>
  cameo.yield
}
