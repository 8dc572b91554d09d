// RUN: cameo-opt %s --host-to-llvm --canonicalize --split-input-file | FileCheck %s

// The first and the third tensor do not live at the same time: they share an
// offset of the workspace. The last one is written to the caller's output.
// CHECK:       module attributes {cameo.weights = []
// CHECK-SAME:    = 256 : i64
// CHECK-LABEL: func.func @model_invoke
// CHECK-SAME:    (%arg0: !llvm.ptr, %[[INPUTS:[a-z0-9]+]]: !llvm.ptr, %[[OUTPUTS:[a-z0-9]+]]: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr) -> i32
// CHECK:         %[[X:.*]] = llvm.load %[[INPUTS]]
// CHECK:         %[[GIVEN:.*]] = llvm.load %[[OUTPUTS]]
// CHECK:         %[[MADE:.*]] = call @cameo_allocate
// CHECK:         llvm.store %[[MADE]], %[[OUTPUTS]]
// CHECK:         %[[B:.*]] = llvm.getelementptr %[[A:.*]][128]
// CHECK:         call @model_exp(%[[X]], %[[A]],
// CHECK-NEXT:    call @model_exp(%[[A]], %[[B]],
// CHECK-NEXT:    call @model_exp(%[[B]], %[[A]],
// CHECK-NEXT:    call @model_exp(%[[A]], %{{[0-9]+}},
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<32xf32>) -> tensor<32xf32> {
  %0 = cameo.dispatch @exp(%x) : (tensor<32xf32>) -> tensor<32xf32>
  %1 = cameo.dispatch @exp(%0) : (tensor<32xf32>) -> tensor<32xf32>
  %2 = cameo.dispatch @exp(%1) : (tensor<32xf32>) -> tensor<32xf32>
  %3 = cameo.dispatch @exp(%2) : (tensor<32xf32>) -> tensor<32xf32>
  return %3 : tensor<32xf32>
}

// -----

// Workspace of a symbolic extent: 128 bytes times it, which may be more than
// an int64_t holds. A negative extent is refused, and so are missing dims.
// CHECK-LABEL: func.func private @model_plan(
// CHECK-SAME:    %[[DIMS:[a-z0-9]+]]: !llvm.ptr) -> i64
// CHECK-DAG:     %[[BYTES:.*]] = llvm.mlir.constant(128 : i64)
// CHECK-DAG:     %[[SHAPE:.*]] = llvm.mlir.constant(-2 : i64)
// CHECK-DAG:     %[[INVALID:.*]] = llvm.mlir.constant(-1 : i64)
// CHECK:         llvm.icmp "ne" %[[DIMS]]
// CHECK:         %[[N:.*]] = llvm.load %[[DIMS]] : !llvm.ptr -> i64
// CHECK:         llvm.icmp "slt" %[[N]]
// CHECK:         "llvm.intr.smul.with.overflow"(%[[BYTES]], %{{.*}})
// CHECK-DAG:     return %[[INVALID]] : i64
// CHECK-DAG:     return %[[SHAPE]] : i64
// CHECK-LABEL: func.func @model_workspace_bytes(
// CHECK:         call @model_plan
// CHECK:         llvm.intr.smax
// CHECK-LABEL: func.func @model_output_shapes
// CHECK:         call @model_plan
// CHECK-LABEL: func.func @model_invoke
// CHECK-SAME:    (%[[DIMS:[a-z0-9]+]]: !llvm.ptr, %[[INPUTS:[a-z0-9]+]]: !llvm.ptr, %[[OUTPUTS:[a-z0-9]+]]: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr) -> i32
// CHECK-DAG:     %[[INVALID:.*]] = llvm.mlir.constant(-1 : i32)
// CHECK:         llvm.icmp "ne" %[[INPUTS]]
// CHECK:         llvm.icmp "ne" %[[OUTPUTS]]
// CHECK:         %[[X:.*]] = llvm.load %[[INPUTS]]
// CHECK:         llvm.icmp "ne" %[[X]]
// CHECK:         %[[PLAN:.*]] = call @model_plan(%[[DIMS]])
// CHECK:         %[[STATUS:.*]] = llvm.trunc %[[PLAN]] : i64 to i32
// CHECK:         return %[[STATUS]] : i32
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[n] -> (n)>, cost = 1 : i64} {
  cameo.yield
}
func.func @main(%x: tensor<?x32xf32> {onnx.dim_names = ["N", ""]}) -> tensor<?x32xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x32xf32>
  %0 = cameo.dispatch @exp(%x, %n) [%n] : (tensor<?x32xf32>, index) -> tensor<?x32xf32>
  %1 = cameo.dispatch @exp(%0, %n) [%n] : (tensor<?x32xf32>, index) -> tensor<?x32xf32>
  return %1 : tensor<?x32xf32>
}

// -----

// A returned input is copied.
// CHECK-LABEL: func.func @model_invoke
// CHECK-SAME:    (%arg0: !llvm.ptr, %[[INPUTS:[a-z0-9]+]]: !llvm.ptr, %[[OUTPUTS:[a-z0-9]+]]: !llvm.ptr,
// CHECK:         %[[X:.*]] = llvm.load %[[INPUTS]]
// CHECK:         "llvm.intr.memmove"(%{{.*}}, %[[X]],
func.func @main(%x: tensor<32xf32>) -> tensor<32xf32> {
  return %x : tensor<32xf32>
}

// -----

// When memory runs out, the outputs made before are given back, each by one call:
// the code grows with their number only.
// CHECK-LABEL: func.func @model_invoke
// CHECK-COUNT-3: call @cameo_allocate
// CHECK-COUNT-2: call @cameo_deallocate
// CHECK-NOT:     call @cameo_deallocate
func.func @main(%x: tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) {
  return %x, %x, %x : tensor<32xf32>, tensor<32xf32>, tensor<32xf32>
}
