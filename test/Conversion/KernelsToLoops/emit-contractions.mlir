// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions,canonicalize,cse))' --split-input-file | FileCheck %s
// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions{lanes=8 accumulators=12},canonicalize,cse))' --split-input-file | FileCheck %s --check-prefix=AVX2

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// One tile of 5 rows × 3 vectors: 15 sums in registers. The last vector has 8 of 16 columns.
// CHECK:       #[[TASKS:.*]] = affine_map<() -> (1)>
// CHECK-LABEL: cameo.kernel private @static
// CHECK-SAME:    tasks = #[[TASKS]]
// CHECK:         %[[MASK:.*]] = {{vector.constant_mask \[8\]|arith.constant dense<.*>}} {{.*}}vector<16xi1>
// CHECK:         %{{.*}}:15 = scf.for
// CHECK:           vector.load
// CHECK:           vector.maskedload %{{.*}}[%{{.*}}], %[[MASK]]
// CHECK-COUNT-30:  vector.fma
// CHECK:           scf.yield
// CHECK:         vector.maskedstore {{.*}}, %[[MASK]]
// 40 columns are 5 whole vectors of 8.
// AVX2-LABEL:  cameo.kernel private @static
// AVX2:          vector.fma {{.*}} : vector<8xf32>
// AVX2:          vector.store {{.*}} vector<8xf32>
// AVX2-NOT:      vector.masked
// AVX2:          cameo.yield
cameo.kernel private @static(%a: tensor<5x9xf32>, %b: tensor<9x40xf32>) -> tensor<5x40xf32> {
  %e = tensor.empty() : tensor<5x40xf32>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] : (tensor<5x9xf32>, tensor<9x40xf32>, tensor<5x40xf32>) -> tensor<5x40xf32>
  cameo.yield %c : tensor<5x40xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Chunks of 4 tiles of 12 rows are tasks. Tiles of 12 rows, of 4, and single rows;
// two vectors of columns, and then vectors under a mask.
// CHECK:       #[[TASKS:.*]] = affine_map<()[s0, s1] -> (s0 ceildiv 48)>
// CHECK-LABEL: cameo.kernel private @dynamic
// CHECK-SAME:    tasks = #[[TASKS]]
// CHECK:         scf.for {{.*}} step %c12
// CHECK:           %{{.*}}:24 = scf.for
// CHECK:           %[[MASK:.*]] = vector.create_mask
// CHECK:           vector.maskedload %{{.*}}, %[[MASK]]
// CHECK:           vector.maskedstore %{{.*}}, %[[MASK]]
// CHECK:         scf.for {{.*}} step %c4
// CHECK:           %{{.*}}:8 = scf.for
// CHECK:         scf.for {{.*}} step %c1
// CHECK:           %{{.*}}:2 = scf.for
cameo.kernel private @dynamic(%a: tensor<?x9xf32> {cameo.extents = array<i64: 2>}, %b: tensor<9x?xf32> {cameo.extents = array<i64: 3>}, %m: index, %n: index) -> (tensor<?x?xf32> {cameo.extents = array<i64: 2, 3>}) {
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] : (tensor<?x9xf32>, tensor<9x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  cameo.yield %c : tensor<?x?xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Packed panels end with zeros: only the stores need a mask. The epilogue works on registers.
// CHECK-LABEL: cameo.kernel private @packed_with_epilogue
// CHECK-NOT:     vector.maskedload
// CHECK:         %[[SUM:.*]] = vector.fma
// CHECK:         %[[R:.*]] = arith.maximumf {{.*}} : vector<16xf32>
// CHECK:         vector.maskedstore {{.*}}, %[[R]]
cameo.kernel private @packed_with_epilogue(%a: tensor<2x3xf32>, %b: tensor<1x3x16xf32>) -> tensor<2x10xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x10xf32>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] packed : (tensor<2x3xf32>, tensor<1x3x16xf32>, tensor<2x10xf32>) -> tensor<2x10xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c : tensor<2x10xf32>) outs(%e : tensor<2x10xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.maximumf %p, %zero : f32
    linalg.yield %s : f32
  } -> tensor<2x10xf32>
  cameo.yield %r : tensor<2x10xf32>
}

// -----

// Tiles of 14 rows do not cross the rows of an image of 14: one position of the
// tile is divided, the others follow from it.
// CHECK-LABEL: cameo.kernel private @image_rows
// CHECK:         scf.for %[[ROW:.*]] = %{{.*}} to %{{.*}} step %c14
// CHECK-DAG:       arith.remui %[[ROW]], %c14
// CHECK-DAG:       arith.divui %[[ROW]], %c14
// CHECK-NOT:       arith.divui
// CHECK:           scf.for
cameo.kernel private @image_rows(%x: tensor<16x16x4xf32>, %w: tensor<3x3x4x16xf32>) -> tensor<14x14x16xf32> {
  %e = tensor.empty() : tensor<14x14x16xf32>
  %c = cameo.contract %x, %w, %e [affine_map<(y, x, n, i, j, k) -> (y + i, x + j, k)>, affine_map<(y, x, n, i, j, k) -> (i, j, k, n)>, affine_map<(y, x, n, i, j, k) -> (y, x, n)>] : (tensor<16x16x4xf32>, tensor<3x3x4x16xf32>, tensor<14x14x16xf32>) -> tensor<14x14x16xf32>
  cameo.yield %c : tensor<14x14x16xf32>
}

// -----

// The first task stores the padding; with no rows there is one task for it.
// Rows of a dynamic number of columns are evenly spaced all the same.
// CHECK:       #[[TASKS:.*]] = affine_map<()[s0, s1, s2, s3] -> ((s0 * s1) floordiv 56 + 1)>
// CHECK-LABEL: cameo.kernel private @into_padding
// CHECK-SAME:    tasks = #[[TASKS]]
// CHECK:         %[[FIRST:.*]] = arith.cmpi eq, %{{.*}}, %c0
// CHECK:         scf.if %[[FIRST]] {
// CHECK-COUNT-3:   memref.store %cst
// CHECK:         scf.for {{.*}} step %c14
// CHECK-NOT:       arith.divui %{{.*}}, %arg3
// CHECK:           vector.fma
// The next row is one further, or the next image row: no division by the number of columns.
// CHECK:           arith.cmpi eq
// CHECK:           arith.select
// CHECK:           vector.store
cameo.kernel private @into_padding(%x: tensor<?x?x4xf32> {cameo.extents = array<i64: 2, 3>}, %w: tensor<4x16xf32>, %h: index, %v: index, %h2: index, %v2: index) -> (tensor<?x?x16xf32> {cameo.extents = array<i64: 4, 5>}) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty(%h, %v) : tensor<?x?x16xf32>
  %c = cameo.contract %x, %w, %e [affine_map<(y, x, n, k) -> (y, x, k)>, affine_map<(y, x, n, k) -> (k, n)>, affine_map<(y, x, n, k) -> (y, x, n)>] : (tensor<?x?x4xf32>, tensor<4x16xf32>, tensor<?x?x16xf32>) -> tensor<?x?x16xf32>
  %p = tensor.empty(%h2, %v2) : tensor<?x?x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%p : tensor<?x?x16xf32>) -> tensor<?x?x16xf32>
  %y = tensor.insert_slice %c into %f[1, 0, 0] [%h, %v, 16] [1, 1, 1] : tensor<?x?x16xf32> into tensor<?x?x16xf32>
  cameo.yield %y : tensor<?x?x16xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Rows of half precision are widened once for all columns: 2 vectors of 16 and
// one that overlaps. The right operand is widened in registers.
// CHECK-LABEL: cameo.kernel private @half
// CHECK:         %[[WIDE:.*]] = memref.alloca() {{.*}} : memref<112xf32>
// CHECK:         scf.for %{{.*}} = %c0 to %c32 step %c16
// CHECK-COUNT-2:   arith.extf %{{.*}} : vector<16xf16> to vector<16xf32>
// CHECK:           vector.store %{{.*}}, %[[WIDE]][{{.*}}] : memref<112xf32>, vector<16xf32>
// CHECK-COUNT-2: vector.load %{{.*}} : memref<80xf16>, vector<16xf16>
// CHECK:         scf.for {{.*}} step %c4
// CHECK:           %[[B:.*]] = vector.load {{.*}} : memref<1280xf16>, vector<16xf16>
// CHECK:           arith.extf %[[B]] : vector<16xf16> to vector<16xf32>
// CHECK:           memref.load %[[WIDE]]
// CHECK-NOT:       f16 to f32
// CHECK:         arith.truncf %{{.*}} : vector<16xf32> to vector<16xf16>
cameo.kernel private @half(%a: tensor<2x40xf16>, %b: tensor<40x32xf16>) -> tensor<2x32xf16> {
  %e = tensor.empty() : tensor<2x32xf32>
  %h = tensor.empty() : tensor<2x32xf16>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] : (tensor<2x40xf16>, tensor<40x32xf16>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c : tensor<2x32xf32>) outs(%h : tensor<2x32xf16>) {
  ^bb0(%p: f32, %o: f16):
    %s = arith.truncf %p : f32 to f16
    linalg.yield %s : f16
  } -> tensor<2x32xf16>
  cameo.yield %r : tensor<2x32xf16>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Long rows are widened by slices, here of 256 and of 44.
// CHECK-LABEL: cameo.kernel private @slices
// CHECK:         %[[WIDE:.*]] = memref.alloca() {{.*}} : memref<3808xf32>
// CHECK:         scf.for {{.*}} = %c0 to %c30208 step %c256 iter_args
// CHECK:           scf.for {{.*}} = %c0 to %c256 step %c16
// CHECK:           scf.for {{.*}} = %c0 to %c256 step %c2
// CHECK:         scf.for {{.*}} = %c0 to %c32 step %c16
// CHECK:         scf.for {{.*}} = %c0 to %c44 step %c2
cameo.kernel private @slices(%a: tensor<14x30252xbf16>, %b: tensor<30252x16xbf16>) -> tensor<14x16xf32> {
  %e = tensor.empty() : tensor<14x16xf32>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] : (tensor<14x30252xbf16>, tensor<30252x16xbf16>, tensor<14x16xf32>) -> tensor<14x16xf32>
  cameo.yield %c : tensor<14x16xf32>
}

// -----

// A long sum is one of strips' sums: 8192 steps in two, and the rest.
// CHECK-LABEL: cameo.kernel private @strips
// CHECK:         %[[FULL:.*]] = scf.for %{{.*}} = %c0{{.*}} to %c8192{{.*}} step %c4096{{.*}} iter_args(%[[SUM:.*]] = %{{.*}}) -> (vector<16xf32>)
// CHECK:           %[[PART:.*]] = scf.for
// CHECK:           arith.addf %[[SUM]], %[[PART]] : vector<16xf32>
// CHECK:         %[[REST:.*]] = scf.for
// CHECK:         arith.addf %[[FULL]], %[[REST]] : vector<16xf32>
cameo.kernel private @strips(%a: tensor<1x10000xf32>, %b: tensor<10000x16xf32>) -> tensor<1x16xf32> {
  %e = tensor.empty() : tensor<1x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<1x10000xf32>, tensor<10000x16xf32>, tensor<1x16xf32>) -> tensor<1x16xf32>
  cameo.yield %c : tensor<1x16xf32>
}
