// RUN: cameo-opt %s --split-input-file --kernels-to-spirv | FileCheck %s

// The module stands beside its kernel, which says how it is dispatched. Extents
// are push constants, which have no binding.
// CHECK:       #[[GROUPS:.*]] = affine_map<()[s0] -> (s0 ceildiv 128)>
// CHECK:       cameo.kernel private @relu
// CHECK-SAME:    cameo.device = {scratch = [], stages = [{buffers = array<i64: 0, 1>, groups = #[[GROUPS]], versions = [{features = 0 : i64, module = @relu_stage0, shared = 0 : i64}], workgroup = array<i64: 128, 1, 1>}]}
// CHECK-LABEL: spirv.module @relu_stage0 Logical GLSL450
// CHECK-DAG:     spirv.GlobalVariable @[[X:.*]] bind(0, 0) : !spirv.ptr<!spirv.struct<(!spirv.rtarray<f32, stride=4> [0])>, StorageBuffer>
// CHECK-DAG:     spirv.GlobalVariable @[[Y:.*]] bind(0, 1)
// CHECK-DAG:     spirv.GlobalVariable @{{[a-z0-9_]*}} : !spirv.ptr<!spirv.struct<(!spirv.array<1 x i32, stride=4> [0])>, PushConstant>
// CHECK:         spirv.Load "StorageBuffer"
// CHECK:         spirv.Store "StorageBuffer"
// CHECK:         spirv.EntryPoint "GLCompute" @main
// CHECK:         spirv.ExecutionMode @main "LocalSize", 128, 1, 1
cameo.kernel private @relu(%x: tensor<?xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?xf32> {cameo.extents = array<i64: 1>}) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty(%n) : tensor<?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%x : tensor<?xf32>) outs(%e : tensor<?xf32>) {
  ^bb0(%in: f32, %out: f32):
    %m = arith.maximumf %in, %zero : f32
    linalg.yield %m : f32
  } -> tensor<?xf32>
  cameo.yield %y : tensor<?xf32>
}

// -----

// Types that a device may lack: float16 (1), int8 (4) and int64 (16). It takes
// the version without them.
// CHECK:       cameo.kernel private @narrow
// CHECK-SAME:    versions = [{features = 21 : i64, module = @narrow_stage0, {{.*}}}, {features = 0 : i64, module = @narrow_stage0_emulated, {{.*}}}]
// CHECK:       spirv.module @narrow_stage0 Logical GLSL450 requires #spirv.vce<{{.*}}Int64
// CHECK:       spirv.module @narrow_stage0_emulated Logical GLSL450 requires #spirv.vce<v1.0, [Shader, Matrix],
// CHECK-NOT:     rtarray<{{i8|i64|f16}}
// CHECK:         spirv.EntryPoint
cameo.kernel private @narrow(%x: tensor<8xf16>, %i: tensor<8xi8>) -> tensor<8xi64> {
  %e = tensor.empty() : tensor<8xi64>
  %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%x, %i : tensor<8xf16>, tensor<8xi8>) outs(%e : tensor<8xi64>) {
  ^bb0(%a: f16, %b: i8, %out: i64):
    %c = arith.sitofp %b : i8 to f16
    %d = arith.addf %a, %c : f16
    %r = arith.fptosi %d : f16 to i32
    %s = arith.extsi %r : i32 to i64
    linalg.yield %s : i64
  } -> tensor<8xi64>
  cameo.yield %y : tensor<8xi64>
}

// -----

// What no shader can do stays on the host, with the reason.
// CHECK:       cameo.kernel private @complex
// CHECK-SAME:    cameo.host = "{{.+}}"
// CHECK-NOT:   spirv.module
cameo.kernel private @complex(%x: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %e = tensor.empty() : tensor<8xcomplex<f32>>
  %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%x : tensor<8xcomplex<f32>>) outs(%e : tensor<8xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %out: complex<f32>):
    %r = complex.add %a, %a : complex<f32>
    linalg.yield %r : complex<f32>
  } -> tensor<8xcomplex<f32>>
  cameo.yield %y : tensor<8xcomplex<f32>>
}

// -----

// An invocation whose share of the row is empty has the neutral element for it;
// sums are not to be reordered.
// CHECK-LABEL: spirv.module @sum_stage0
// CHECK:         %[[ZERO:.*]] = spirv.Constant 0.000000e+00 : f32
// CHECK:         %[[SHARE:.*]] = spirv.Variable : !spirv.ptr<f32, Function>
// CHECK:         spirv.mlir.loop
// CHECK:           spirv.Branch ^[[HEADER:.*]](%{{.*}}, %[[ZERO]] : i32, f32)
// CHECK:         ^[[HEADER]](%{{.*}}: i32, %[[SUM:.*]]: f32):
// CHECK:           spirv.Store "Function" %[[SHARE]], %[[SUM]]
// CHECK:           spirv.BranchConditional
// CHECK:           spirv.FAdd %{{.*}} {no_contraction}
cameo.kernel private @sum(%x: tensor<5x3xf32>) -> tensor<5xf32> attributes {cameo.rows = 1 : i64} {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<5x3xf32>) outs(%f : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %in, %out : f32
    linalg.yield %s : f32
  } -> tensor<5xf32>
  cameo.yield %y : tensor<5xf32>
}

// -----

// A binding is of vectors if all accesses are by fours; the left operand, which is
// the right one, too, is read by elements as well.
// CHECK-LABEL: spirv.module @square_stage0
// CHECK-DAG:     spirv.GlobalVariable @{{.*}} bind(0, 0) : !spirv.ptr<!spirv.struct<(!spirv.rtarray<f32, stride=4> [0])>, StorageBuffer>
// CHECK-DAG:     spirv.GlobalVariable @{{.*}} bind(0, 1) : !spirv.ptr<!spirv.struct<(!spirv.rtarray<vector<4xf32>, stride=16> [0])>, StorageBuffer>
cameo.kernel private @square(%a: tensor<18x20xf32>) -> tensor<20x20xf32> {
  %e = tensor.empty() : tensor<20x20xf32>
  %c = cameo.contract %a, %a, %e [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<18x20xf32>, tensor<18x20xf32>, tensor<20x20xf32>) -> tensor<20x20xf32>
  cameo.yield %c : tensor<20x20xf32>
}

// -----

// Each stage of a kernel with many buffers binds those that it accesses only.
// CHECK-LABEL: cameo.kernel private @join
// CHECK-SAME:    stages = [{buffers = array<i64: 0, 2>, {{.*}}}, {buffers = array<i64: 1, 2>,
// CHECK:       spirv.module {{.*}}@join_stage0
// CHECK-NOT:     binding = 2
// CHECK:       spirv.module {{.*}}@join_stage1
cameo.kernel private @join(%x: tensor<300xf32>, %y: tensor<300xf32>) -> (tensor<600xf32>) {
  %0 = tensor.empty() : tensor<600xf32>
  %1 = tensor.insert_slice %x into %0[0] [300] [1] : tensor<300xf32> into tensor<600xf32>
  %2 = tensor.insert_slice %y into %1[300] [300] [1] : tensor<300xf32> into tensor<600xf32>
  cameo.yield %2 : tensor<600xf32>
}
