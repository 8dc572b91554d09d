// RUN: cameo-opt %s --host-to-llvm --canonicalize --split-input-file | FileCheck %s

// What the dims decide is part of the plan, and the run does not ask again.
// CHECK-LABEL: func.func private @model_plan
// CHECK:         arith.cmpi eq
// CHECK-LABEL: func.func @model_invoke
// CHECK-NOT:     arith.cmpi
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[n] -> (n)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<?xf32> {onnx.dim_names = ["m"]}, %y: tensor<?xf32> {onnx.dim_names = ["n"]}) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %m = tensor.dim %x, %c0 : tensor<?xf32>
  %n = tensor.dim %y, %c0 : tensor<?xf32>
  %equal = arith.cmpi eq, %m, %n : index
  cameo.require %equal
  %0 = cameo.dispatch @exp(%x, %m) [%m] : (tensor<?xf32>, index) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// What data decide is looked at before all that does not make them, and a run
// that stops there gives back what it has allocated.
// CHECK-LABEL: func.func @model_invoke
// CHECK-SAME:    (%arg0: !llvm.ptr, %[[INPUTS:[a-z0-9]+]]: !llvm.ptr,
// CHECK-DAG:     %[[SHAPE:.*]] = llvm.mlir.constant(-2 : i32)
// CHECK-DAG:     %[[TWO:.*]] = {{.*}}constant 2 : i64
// CHECK:         call @model_count(
// CHECK:         %[[COUNT:.*]] = llvm.load
// CHECK:         %[[HOLDS:.*]] = arith.cmpi eq, %[[COUNT]], %[[TWO]]
// CHECK:         cf.cond_br %[[HOLDS]], ^{{.*}}, ^[[WRONG:bb[0-9]+]]
// CHECK:         call @model_exp(
// CHECK:         return %[[SHAPE]]
// CHECK:         call @cameo_deallocate
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
cameo.kernel private @count(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<8xf32>) -> tensor<8xf32> {
  %c2 = arith.constant 2 : i64
  %0 = cameo.dispatch @exp(%x) : (tensor<8xf32>) -> tensor<8xf32>
  %1 = cameo.dispatch @count(%x) : (tensor<8xf32>) -> tensor<i64>
  %count = tensor.extract %1[] : tensor<i64>
  %equal = arith.cmpi eq, %count, %c2 : i64
  cameo.require %equal
  return %0 : tensor<8xf32>
}
