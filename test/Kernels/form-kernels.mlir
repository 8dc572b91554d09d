// RUN: cameo-opt %s --pass-pipeline='builtin.module(form-kernels,canonicalize)' --split-input-file | FileCheck %s

// Equal groups share a kernel.
// CHECK-LABEL: func.func @shared
// CHECK:         %[[Y:.*]] = cameo.dispatch @[[EXP:.*]](%arg0)
// CHECK:         cameo.dispatch @[[EXP]](%[[Y]])
// CHECK:       cameo.kernel private @[[EXP]](
// CHECK-NOT:   cameo.kernel
func.func @shared(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %1 = linalg.exp ins(%0 : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// A contraction and the operation that alone consumes it are one kernel.
// CHECK-LABEL: func.func @epilogue
// CHECK-SAME:    (%[[A:.*]]: tensor<5x3xf32>, %[[B:.*]]: tensor<3x16xf32>, %[[BIAS:.*]]: tensor<16xf32>)
// CHECK:         %[[Y:.*]] = cameo.dispatch @[[KERNEL:.*]](%[[A]], %[[B]], %[[BIAS]])
// CHECK-NEXT:    return %[[Y]]
// CHECK:       cameo.kernel private @[[KERNEL]](
// CHECK:         %[[C:.*]] = cameo.contract
// CHECK:         %[[R:.*]] = linalg.generic {{.*}} ins(%[[C]],
// CHECK:         cameo.yield %[[R]] : tensor<5x16xf32>
func.func @epilogue(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>, %bias: tensor<16xf32>) -> tensor<5x16xf32> {
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (n)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c, %bias : tensor<5x16xf32>, tensor<16xf32>) outs(%e : tensor<5x16xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<5x16xf32>
  return %y : tensor<5x16xf32>
}

// -----

// The columns of an operand are neighbours, too, if only extents of 1 follow them; with
// others, it is no operand of an epilogue.
// CHECK-LABEL: func.func @epilogue_of_column
// CHECK-COUNT-1: cameo.dispatch
// CHECK-NOT:     cameo.dispatch
// CHECK-LABEL: func.func @no_epilogue_of_rows
// CHECK-COUNT-2: cameo.dispatch
func.func @epilogue_of_column(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>, %scale: tensor<16x1xf32>) -> tensor<5x16xf32> {
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (n, 0)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c, %scale : tensor<5x16xf32>, tensor<16x1xf32>) outs(%e : tensor<5x16xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.mulf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<5x16xf32>
  return %y : tensor<5x16xf32>
}
func.func @no_epilogue_of_rows(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>, %scale: tensor<16x2xf32>) -> tensor<5x16xf32> {
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (n, 0)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c, %scale : tensor<5x16xf32>, tensor<16x2xf32>) outs(%e : tensor<5x16xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.mulf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<5x16xf32>
  return %y : tensor<5x16xf32>
}

// -----

// A contraction that others read as well is stored by a kernel of its own.
// CHECK-LABEL: func.func @no_epilogue
// CHECK-COUNT-2: cameo.dispatch
func.func @no_epilogue(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>) -> (tensor<5x16xf32>, tensor<5x16xf32>) {
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, n)>], iterator_types = ["parallel", "parallel"]} ins(%c : tensor<5x16xf32>) outs(%e : tensor<5x16xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.negf %p : f32
    linalg.yield %s : f32
  } -> tensor<5x16xf32>
  return %c, %y : tensor<5x16xf32>, tensor<5x16xf32>
}

// -----

// A sum along rows and what divides the rows by it.
// CHECK-LABEL: func.func @rows
// CHECK:         cameo.dispatch
// CHECK-NOT:     cameo.dispatch
// CHECK:       cameo.kernel private @{{.*}}rows{{.*}} attributes {cameo.rows = 1 : i64}
// CHECK-COUNT-2: linalg.generic
func.func @rows(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %e0 = tensor.empty() : tensor<4xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e0 : tensor<4xf32>) -> tensor<4xf32>
  %sum = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.addf %p, %o : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %sum : tensor<4x8xf32>, tensor<4xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.divf %p, %q : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// -----

// Extents are arguments, and the dispatch tells those of its result.
// CHECK-LABEL: func.func @extents
// CHECK-SAME:    (%[[X:.*]]: tensor<?x4xf32>)
// CHECK:         cameo.dispatch @[[KERNEL:.*]](%[[X]], %[[N:.*]], %{{.*}}) [%[[N]]]
// CHECK:       cameo.kernel private @[[KERNEL]](%{{.*}}: tensor<?x4xf32> {cameo.extents = array<i64: 2>}, %[[M:[a-z0-9]+]]: index, %{{.*}}: index) -> (tensor<?x4xf32> {cameo.extents = array<i64: 1>})
// CHECK:         tensor.empty(%[[M]])
func.func @extents(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %y = linalg.exp ins(%x : tensor<?x4xf32>) outs(%e : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

// Reshapes stay outside.
// CHECK-LABEL: func.func @reshape
// CHECK:         cameo.dispatch
// CHECK:         tensor.collapse_shape
// CHECK:         cameo.dispatch
// CHECK:       cameo.kernel
// CHECK-NOT:     tensor.collapse_shape
func.func @reshape(%x: tensor<2x4xf32>) -> tensor<8xf32> {
  %e0 = tensor.empty() : tensor<2x4xf32>
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.exp ins(%x : tensor<2x4xf32>) outs(%e0 : tensor<2x4xf32>) -> tensor<2x4xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<2x4xf32> into tensor<8xf32>
  %2 = linalg.exp ins(%1 : tensor<8xf32>) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  return %2 : tensor<8xf32>
}

// -----

// A result without elements.
// CHECK-LABEL: func.func @nothing
// CHECK:         %[[C:.*]] = arith.constant dense<> : tensor<2x0xf32>
// CHECK:         return %[[C]]
func.func @nothing() -> tensor<2x0xf32> {
  %e = tensor.empty() : tensor<2x0xf32>
  return %e : tensor<2x0xf32>
}

// -----

// What reads rows also by way of another kernel comes after that one.
// CHECK-LABEL: func.func @rows_and_what_follows
// CHECK:         %[[ROWS:.*]] = cameo.dispatch @{{.*}}rows(%arg0)
// CHECK:         %[[T:.*]] = cameo.dispatch @{{.*}}(%[[ROWS]])
// CHECK:         cameo.dispatch @{{.*}}(%[[ROWS]], %[[T]])
func.func @rows_and_what_follows(%x: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<8xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<8x8xf32>) outs(%f : tensor<8xf32>) {
  ^bb0(%p: f32, %o: f32):
    %t = arith.addf %o, %p : f32
    linalg.yield %t : f32
  } -> tensor<8xf32>
  %m = tensor.empty() : tensor<8x8xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<8x8xf32>, tensor<8xf32>) outs(%m : tensor<8x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %t = arith.divf %p, %q : f32
    linalg.yield %t : f32
  } -> tensor<8x8xf32>
  %turned = linalg.transpose ins(%y : tensor<8x8xf32>) outs(%m : tensor<8x8xf32>) permutation = [1, 0]
  %w = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%y, %turned : tensor<8x8xf32>, tensor<8x8xf32>) outs(%m : tensor<8x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %t = arith.addf %p, %q : f32
    linalg.yield %t : f32
  } -> tensor<8x8xf32>
  return %w : tensor<8x8xf32>
}

// -----

// A contraction stores into the padded tensor, and what is padded where that is read, too.
// CHECK-LABEL: func.func @padding
// CHECK:         %[[Y:.*]]:2 = cameo.dispatch @[[KERNEL:.*]](%arg0, %arg1)
// CHECK-NEXT:    return %[[Y]]#0, %[[Y]]#1
// CHECK:       cameo.kernel private @[[KERNEL]](
// CHECK:         %[[C:.*]] = cameo.contract
// CHECK:         %[[P:.*]] = tensor.insert_slice %[[C]]
// CHECK:         cameo.yield %[[C]], %[[P]]
func.func @padding(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>) -> (tensor<5x16xf32>, tensor<7x16xf32>) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %p = tensor.empty() : tensor<7x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%p : tensor<7x16xf32>) -> tensor<7x16xf32>
  %y = tensor.insert_slice %c into %f[1, 0] [5, 16] [1, 1] : tensor<5x16xf32> into tensor<7x16xf32>
  return %c, %y : tensor<5x16xf32>, tensor<7x16xf32>
}

// -----

// Columns whose number is not known might be none, and then no task would store the padding.
// CHECK-LABEL: func.func @padded_columns
// CHECK-COUNT-2: cameo.dispatch
func.func @padded_columns(%a: tensor<5x3xf32>, %b: tensor<3x?xf32>, %n: index, %wide: index) -> tensor<5x?xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty(%n) : tensor<5x?xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x?xf32>, tensor<5x?xf32>) -> tensor<5x?xf32>
  %p = tensor.empty(%wide) : tensor<5x?xf32>
  %f = linalg.fill ins(%zero : f32) outs(%p : tensor<5x?xf32>) -> tensor<5x?xf32>
  %y = tensor.insert_slice %c into %f[0, 1] [5, %n] [1, 1] : tensor<5x?xf32> into tensor<5x?xf32>
  return %y : tensor<5x?xf32>
}

// A result that nobody uses has memory of the plan where the stack has too little.
// CHECK-LABEL: func.func @position
// CHECK:         %[[Y:.*]]:2 = cameo.dispatch {{.*}} -> (tensor<?xf32>, tensor<?xi64>)
// CHECK:         return %[[Y]]#1
func.func @position(%x: tensor<?x8xf32>, %most: tensor<?xf32>, %where: tensor<?xi64>) -> tensor<?xi64> {
  %y:2 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<?x8xf32>) outs(%most, %where : tensor<?xf32>, tensor<?xi64>) {
  ^bb0(%in: f32, %m: f32, %w: i64):
    %is_more = arith.cmpf ogt, %in, %m : f32
    %j = linalg.index 1 : index
    %number = arith.index_cast %j : index to i64
    %next = arith.select %is_more, %in, %m : f32
    %at = arith.select %is_more, %number, %w : i64
    linalg.yield %next, %at : f32, i64
  } -> (tensor<?xf32>, tensor<?xi64>)
  return %y#1 : tensor<?xi64>
}

// -----

// What is read by position may be of another row: it is no part of the rows' kernel.
// CHECK-LABEL: func.func @rows_by_position
// CHECK:         cameo.dispatch @rows_by_position_rows
// CHECK:         cameo.dispatch @rows_by_position_generic
func.func @rows_by_position(%x: tensor<2x8xf32>) -> tensor<2x8xf32> {
  %zero = arith.constant 0.0 : f32
  %r = tensor.empty() : tensor<2xf32>
  %e = tensor.empty() : tensor<2x8xf32>
  %f = linalg.fill ins(%zero : f32) outs(%r : tensor<2xf32>) -> tensor<2xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<2x8xf32>) outs(%f : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %sum = arith.addf %in, %out : f32
    linalg.yield %sum : f32
  } -> tensor<2xf32>
  %d = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<2x8xf32>, tensor<2xf32>) outs(%e : tensor<2x8xf32>) {
  ^bb0(%in: f32, %sum: f32, %out: f32):
    %quotient = arith.divf %in, %sum : f32
    linalg.yield %quotient : f32
  } -> tensor<2x8xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%d : tensor<2x8xf32>) outs(%e : tensor<2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %one = arith.constant 1 : index
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %other = arith.subi %one, %i : index
    %opposite = tensor.extract %d[%other, %j] : tensor<2x8xf32>
    %difference = arith.subf %in, %opposite : f32
    linalg.yield %difference : f32
  } -> tensor<2x8xf32>
  return %y : tensor<2x8xf32>
}

// -----

// What must not run apart is one operation until it is in a kernel.
// CHECK-LABEL: func.func @region
// CHECK-NEXT:    cameo.dispatch @[[KERNEL:.*]](%arg0)
// CHECK-NEXT:    return
// CHECK:       cameo.kernel private @[[KERNEL]](
// CHECK-NOT:     cameo.sequence
// CHECK:         tensor.extract
// CHECK:         tensor.insert
func.func @region(%x: tensor<4xf32>) -> tensor<1xf32> {
  %c0 = arith.constant 0 : index
  %e = tensor.empty() : tensor<1xf32>
  %y = cameo.sequence -> tensor<1xf32> do {
    %0 = tensor.extract %x[%c0] : tensor<4xf32>
    %1 = tensor.insert %0 into %e[%c0] : tensor<1xf32>
    cameo.yield %1 : tensor<1xf32>
  }
  return %y : tensor<1xf32>
}
