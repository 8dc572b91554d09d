// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,bufferize-kernel,canonicalize,cse,kernel-to-loops,canonicalize))' --split-input-file | FileCheck %s

// One long loop: tasks are chunks of it.
// CHECK:       #[[TASKS:.*]] = affine_map<()[s0] -> (s0 ceildiv 4096)>
// CHECK-LABEL: cameo.kernel private @chunks
// CHECK-SAME:    %[[N:[a-z0-9]+]]: index, %[[BEGIN:[a-z0-9]+]]: index, %[[END:[a-z0-9]+]]: index) attributes {tasks = #[[TASKS]]}
// CHECK:         %[[FROM:.*]] = arith.muli %[[BEGIN]], %c4096
// CHECK:         %[[LAST:.*]] = arith.muli %[[END]], %c4096
// CHECK:         %[[TO:.*]] = arith.minsi %[[LAST]], %[[N]]
// CHECK:         scf.for %{{.*}} = %[[FROM]] to %[[TO]]
cameo.kernel private @chunks(%x: tensor<?xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?xf32> {cameo.extents = array<i64: 1>}) {
  %e = tensor.empty(%n) : tensor<?xf32>
  %y = linalg.exp ins(%x : tensor<?xf32>) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  cameo.yield %y : tensor<?xf32>
}

// -----

// A transpose runs along what it writes.
// CHECK-LABEL: cameo.kernel private @contiguous_stores
// CHECK:         scf.for %[[J:.*]] = %{{.*}} to
// CHECK:           scf.for %[[I:.*]] = %{{.*}} to %c5
// CHECK:             memref.load %{{.*}}[%[[I]], %[[J]]] : memref<5x6xf32>
// CHECK:             memref.store %{{.*}}, %{{.*}}[%[[J]], %[[I]]] : memref<6x5xf32>
cameo.kernel private @contiguous_stores(%x: tensor<5x6xf32>) -> tensor<6x5xf32> {
  %e = tensor.empty() : tensor<6x5xf32>
  %y = linalg.transpose ins(%x : tensor<5x6xf32>) outs(%e : tensor<6x5xf32>) permutation = [1, 0]
  cameo.yield %y : tensor<6x5xf32>
}

// -----

// The sum of a row stays in a register and starts from the fill.
// CHECK-LABEL: cameo.kernel private @scalar_accumulator
// CHECK-NOT:     linalg.
// CHECK:         scf.for %[[I:.*]] = %{{.*}} to
// CHECK:           %[[SUM:.*]] = scf.for %{{.*}} iter_args(%[[ACC:.*]] = %cst) -> (f32)
// CHECK:             arith.addf %[[ACC]], %{{.*}} fastmath<{{.*}}reassoc{{.*}}>
// CHECK:           memref.store %[[SUM]], %{{.*}}[%[[I]]]
cameo.kernel private @scalar_accumulator(%x: tensor<6x8xf32>) -> tensor<6xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %y = linalg.reduce { arith.addf } ins(%x : tensor<6x8xf32>) outs(%f : tensor<6xf32>) dimensions = [1]
  cameo.yield %y : tensor<6xf32>
}

// -----

// The sum over columns runs along the row of sums.
// CHECK-LABEL: cameo.kernel private @row_of_accumulators
// CHECK:         scf.for
// CHECK:           memref.store %cst
// CHECK:         scf.for
// CHECK:           scf.for %[[J:.*]] =
// CHECK:             memref.store %{{.*}}, %{{.*}}[%[[J]]]
cameo.kernel private @row_of_accumulators(%x: tensor<6x8xf32>) -> tensor<8xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<8xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %y = linalg.reduce { arith.addf } ins(%x : tensor<6x8xf32>) outs(%f : tensor<8xf32>) dimensions = [0]
  cameo.yield %y : tensor<8xf32>
}

// -----

// One loop over rows around both operations; the row between them is on the stack.
// CHECK:       #[[TASKS:.*]] = affine_map<() -> (6)>
// CHECK-LABEL: cameo.kernel private @rows
// CHECK-SAME:    %[[BEGIN:[a-z0-9]+]]: index, %[[END:[a-z0-9]+]]: index) attributes {{.*}}tasks = #[[TASKS]]
// CHECK:         %[[ROW:.*]] = memref.alloca() {alignment = 64 : i64} : memref<8xf32>
// CHECK:         scf.for %[[I:.*]] = %[[BEGIN]] to %[[END]]
// CHECK:           memref.store %{{.*}}, %[[ROW]][%{{.*}}]
// CHECK:           memref.load %[[ROW]]
// CHECK:           memref.store %{{.*}}, %{{.*}}[%[[I]]] : memref<6xf32>
cameo.kernel private @rows(%x: tensor<6x8xf32>) -> tensor<6xf32> attributes {cameo.rows = 1 : i64} {
  %zero = arith.constant 0.0 : f32
  %e0 = tensor.empty() : tensor<6x8xf32>
  %e = tensor.empty() : tensor<6xf32>
  %0 = linalg.exp ins(%x : tensor<6x8xf32>) outs(%e0 : tensor<6x8xf32>) -> tensor<6x8xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %y = linalg.reduce { arith.addf } ins(%0 : tensor<6x8xf32>) outs(%f : tensor<6xf32>) dimensions = [1]
  cameo.yield %y : tensor<6xf32>
}

// -----

// The parts of a concatenation are copied row by row, which are tasks.
// CHECK:       #[[TASKS:.*]] = affine_map<()[s0] -> (s0 * 5)>
// CHECK-LABEL: cameo.kernel private @concatenation
// CHECK-SAME:    %[[BEGIN:[a-z0-9]+]]: index, %[[END:[a-z0-9]+]]: index) attributes {tasks = #[[TASKS]]}
// CHECK:         scf.for %{{.*}} = %[[BEGIN]] to %[[END]]
// CHECK:           scf.for %{{.*}} to %c2
// CHECK:             memref.store
// CHECK:           scf.for %{{.*}} to %c4
// CHECK:             memref.store
// CHECK-NOT:     scf.for
cameo.kernel private @concatenation(%a: tensor<?x5x2xf32> {cameo.extents = array<i64: 2>}, %b: tensor<?x5x4xf32> {cameo.extents = array<i64: 2>}, %n: index) -> (tensor<?x5x6xf32> {cameo.extents = array<i64: 2>}) {
  %e = tensor.empty(%n) : tensor<?x5x6xf32>
  %0 = tensor.insert_slice %a into %e[0, 0, 0] [%n, 5, 2] [1, 1, 1] : tensor<?x5x2xf32> into tensor<?x5x6xf32>
  %1 = tensor.insert_slice %b into %0[0, 0, 2] [%n, 5, 4] [1, 1, 1] : tensor<?x5x4xf32> into tensor<?x5x6xf32>
  cameo.yield %1 : tensor<?x5x6xf32>
}

// -----

// A long sum is one of strips' sums, in a register …
// CHECK-LABEL: cameo.kernel private @strips
// CHECK:         %[[ALL:.*]] = scf.for %[[FROM:.*]] = %c0 to %c10000 step %c4096 iter_args(%[[SUM:.*]] = %cst) -> (f32)
// CHECK:           %[[PART:.*]] = scf.for %{{.*}} = %[[FROM]] to %{{.*}} iter_args(%{{.*}} = %cst) -> (f32)
// CHECK:           arith.addf %[[SUM]], %[[PART]] : f32
// CHECK:         memref.store %[[ALL]]
cameo.kernel private @strips(%x: tensor<6x10000xf32>) -> tensor<6xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %y = linalg.reduce { arith.addf } ins(%x : tensor<6x10000xf32>) outs(%f : tensor<6xf32>) dimensions = [1]
  cameo.yield %y : tensor<6xf32>
}

// -----

// … or in a row of them, of which long ones are taken by tiles.
// CHECK-LABEL: cameo.kernel private @strips_of_rows
// CHECK:         %[[PARTS:.*]] = memref.alloca() {alignment = 64 : i64} : memref<1024xf32>
// CHECK:         scf.for %[[TILE:.*]] = %c0 to %c3000 step %c1024
// CHECK:           scf.for %[[FROM:.*]] = %c0 to %c10000 step %c4096
// CHECK:             memref.store %cst, %[[PARTS]]
// CHECK:             scf.for %{{.*}} = %[[FROM]]
// CHECK:               scf.for %[[J:.*]] = %[[TILE]]
// CHECK:                 %[[AT:.*]] = arith.subi %[[J]], %[[TILE]]
// CHECK:                 memref.store %{{.*}}, %[[PARTS]][%[[AT]]]
// CHECK:             scf.for %[[K:.*]] = %[[TILE]]
// CHECK:               memref.load %[[PARTS]]
// CHECK:               memref.store %{{.*}}, %{{.*}}[%[[K]]] : memref<3000xf32>
cameo.kernel private @strips_of_rows(%x: tensor<10000x3000xf32>) -> tensor<3000xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<3000xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3000xf32>) -> tensor<3000xf32>
  %y = linalg.reduce { arith.addf } ins(%x : tensor<10000x3000xf32>) outs(%f : tensor<3000xf32>) dimensions = [0]
  cameo.yield %y : tensor<3000xf32>
}

// -----

// Two sums that begin with one fill are in buffers of their own, whose extent is the
// argument's, too.
// CHECK-DAG:   #[[ROWS:.*]] = affine_map<()[s0] -> (s0)>
// CHECK-LABEL: cameo.kernel private @sums_of_one_fill
// CHECK-SAME:    tasks = #[[ROWS]]
cameo.kernel private @sums_of_one_fill(%x: tensor<?x10xf32> {cameo.extents = array<i64: 1>}, %n: index) -> (tensor<?xf32> {cameo.extents = array<i64: 1>}, tensor<?x10xf32> {cameo.extents = array<i64: 1>}) attributes {cameo.rows = 1 : i64} {
  %zero = arith.constant 0.0 : f32
  %all = tensor.empty(%n) : tensor<?x10xf32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<?x10xf32>) outs(%f : tensor<?xf32>) dimensions = [1]
  %largest = linalg.reduce { arith.maximumf } ins(%x : tensor<?x10xf32>) outs(%f : tensor<?xf32>) dimensions = [1]
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %largest : tensor<?x10xf32>, tensor<?xf32>) outs(%all : tensor<?x10xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %d = arith.subf %a, %b : f32
    linalg.yield %d : f32
  } -> tensor<?x10xf32>
  cameo.yield %sum, %y : tensor<?xf32>, tensor<?x10xf32>
}
