// RUN: cameo-opt %s --host-to-llvm='prefix=m device=true cpu=false' --canonicalize --split-input-file | FileCheck %s

// A device's run: spaces are reserved, each stage is dispatched with its ranges,
// the extents as 32-bit words and the number of workgroups.
// CHECK-LABEL: func.func @m_record
// CHECK-SAME:    (%[[DIMS:.*]]: !llvm.ptr, %[[SHAPES:.*]]: !llvm.ptr, %[[RECORDER:.*]]: !llvm.ptr) -> i32
// CHECK-DAG:     %[[OUTPUT0:.*]] = llvm.mlir.constant(131072 : i32) : i32
// CHECK-DAG:     %[[INPUT0:.*]] = llvm.mlir.constant(65536 : i32) : i32
// CHECK-DAG:     %[[WORKSPACE:.*]] = llvm.mlir.constant(0 : i32) : i32
// CHECK-DAG:     %[[SECOND:.*]] = llvm.mlir.constant(1 : i32) : i32
// CHECK:         %[[RANGES:.*]] = llvm.alloca {{.*}} x !llvm.struct<(i32, i32, i64, i64)>
// CHECK:         %[[WORDS:.*]] = llvm.alloca {{.*}} x i64
// CHECK:         call @m_plan(%[[DIMS]])
// CHECK:         llvm.call %{{.*}}(%[[RECORDER]], %[[WORKSPACE]],
// CHECK:         llvm.call %{{.*}}(%[[RECORDER]], %[[INPUT0]],
// CHECK:         llvm.call %{{.*}}(%[[RECORDER]], %[[OUTPUT0]],
// CHECK:         llvm.store %[[INPUT0]], %{{.*}} : i32
// CHECK:         llvm.store %[[OUTPUT0]], %{{.*}} : i32
// CHECK:         llvm.call %{{.*}}(%[[RECORDER]], %[[SECOND]], %[[RANGES]], %[[WORDS]],

// Without CPU code a run needs an instance, which begins with what runs it.
// CHECK-LABEL: func.func @m_invoke
// CHECK:         %[[NODEVICE:.*]] = llvm.mlir.constant(-9 : i32) : i32
// CHECK:       ^{{.*}}(%[[INSTANCE:.*]]: !llvm.ptr):
// CHECK:         %[[RUNNER:.*]] = llvm.load %[[INSTANCE]] : !llvm.ptr -> !llvm.ptr
// CHECK-NEXT:    %[[STATUS:.*]] = llvm.call %[[RUNNER]](%[[INSTANCE]],
// CHECK:         return %[[STATUS]]
// CHECK:         return %[[NODEVICE]]
// CHECK-NOT:   func.func @m_invoke_cpu
spirv.module @other Logical GLSL450 {}
spirv.module @exp_stage0 Logical GLSL450 {}
cameo.kernel private @exp(%x: !llvm.ptr, %y: !llvm.ptr, %n: index, %begin: index, %end: index) attributes {tasks = affine_map<()[s0] -> (s0)>, cost = 1 : i64, cameo.device = {scratch = [], stages = [{buffers = array<i64: 0, 1>, groups = affine_map<()[s0] -> (s0 ceildiv 256)>, versions = [{features = 0 : i64, module = @exp_stage0, shared = 0 : i64}], workgroup = array<i64: 256, 1, 1>}]}} {
  cameo.yield
}
func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?xf32>
  %0 = cameo.dispatch @exp(%x, %n) [%n] : (tensor<?xf32>, index) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// A kernel that no shader can run is a step of the host.
// CHECK-LABEL: func.func @m_record
// CHECK:         constant @m_sort_step
// CHECK:         llvm.call
// CHECK-LABEL: func.func private @m_sort_step
// CHECK-SAME:    (%[[BUFFERS:.*]]: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr) -> i32
// CHECK:         %[[X:.*]] = llvm.load %[[BUFFERS]]
// CHECK:         call @m_sort(%[[X]],
cameo.kernel private @sort(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (1)>, cost = 1 : i64, cameo.host = "runs on the host only"} {
  cameo.yield
}
func.func @main(%x: tensor<8xf32>) -> tensor<8xf32> {
  %0 = cameo.dispatch @sort(%x) : (tensor<8xf32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

// Of several versions it is the first that the device can run; none: the host.
// CHECK-LABEL: func.func @m_record
// CHECK:         %[[SECOND:.*]] = llvm.call %{{.*}}(%{{.*}}, %[[ONE:.*]], %[[RANGES:.*]]) : !llvm.ptr, (!llvm.ptr, i32, !llvm.ptr) -> i32
// CHECK:         %[[HAS2:.*]] = llvm.icmp "ne" %[[SECOND]]
// CHECK:         %[[FIRST:.*]] = llvm.call %{{.*}}(%{{.*}}, %[[ZERO:.*]], %[[RANGES]])
// CHECK:         %[[HAS1:.*]] = llvm.icmp "ne" %[[FIRST]]
// CHECK:         %[[NUMBER:.*]] = llvm.select %[[HAS1]], %[[ZERO]], %[[ONE]] : i1, i32
// CHECK:         %[[FOUND:.*]] = llvm.or %[[HAS2]], %[[HAS1]]
// CHECK:         cond_br %[[FOUND]]
// CHECK:         llvm.call %{{.*}}(%{{.*}}, %[[NUMBER]], %[[RANGES]],
// CHECK-LABEL: func.func private @m_half_step
spirv.module @half_stage0 Logical GLSL450 {}
spirv.module @half_stage0_emulated Logical GLSL450 {}
cameo.kernel private @half(%x: !llvm.ptr, %y: !llvm.ptr, %begin: index, %end: index) attributes {tasks = affine_map<() -> (8)>, cost = 1 : i64, cameo.device = {scratch = [], stages = [{buffers = array<i64: 0, 1>, groups = affine_map<() -> (1)>, versions = [{features = 1 : i64, module = @half_stage0, shared = 0 : i64}, {features = 0 : i64, module = @half_stage0_emulated, shared = 0 : i64}], workgroup = array<i64: 256, 1, 1>}]}} {
  cameo.yield
}
func.func @main(%x: tensor<8xf16>) -> tensor<8xf16> {
  %0 = cameo.dispatch @half(%x) : (tensor<8xf16>) -> tensor<8xf16>
  return %0 : tensor<8xf16>
}
