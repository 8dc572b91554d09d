// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(annotate-loops))' | FileCheck %s

// CHECK-DAG:   #[[$NO_UNROLL:.*]] = #llvm.loop_annotation<unroll = #{{.*}}>
// CHECK-DAG:   #[[$NO_VECTORS:.*]] = #llvm.loop_annotation<vectorize = #{{.*}}>

// The innermost loop is the one to vectorise, and is not unrolled before.
// CHECK-LABEL: cameo.kernel private @rows
// CHECK:           memref.store
// CHECK-NEXT:    } {loop_annotation = #[[$NO_UNROLL]]}
// CHECK-NEXT:  } {loop_annotation = #[[$NO_VECTORS]]}
cameo.kernel private @rows(%m: memref<?x32xf32>, %v: f32, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  scf.for %i = %begin to %end step %c1 {
    scf.for %j = %c0 to %c32 step %c1 {
      memref.store %v, %m[%i, %j] : memref<?x32xf32>
    }
  }
  cameo.yield
}

// LLVM may unroll three iterations, and vectorise the loop around them.
// CHECK-LABEL: cameo.kernel private @short
// CHECK-NOT:     loop_annotation
// CHECK:         cameo.yield
cameo.kernel private @short(%m: memref<3x?xf32>, %v: f32, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  scf.for %i = %begin to %end step %c1 {
    scf.for %j = %c0 to %c3 step %c1 {
      memref.store %v, %m[%j, %i] : memref<3x?xf32>
    }
  }
  cameo.yield
}

// A kernel with vectors says itself what is one.
// CHECK-LABEL: cameo.kernel private @vectors
// CHECK-NOT:     loop_annotation
// CHECK:         cameo.yield
cameo.kernel private @vectors(%m: memref<?xf32>, %v: vector<16xf32>) {
  %c0 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %c256 = arith.constant 256 : index
  scf.for %i = %c0 to %c256 step %c16 {
    vector.store %v, %m[%i] : memref<?xf32>, vector<16xf32>
  }
  cameo.yield
}

// A loop around loops of vectors is not unrolled, nor is one with many vectors.
// CHECK-LABEL: cameo.kernel private @tiles
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK-NOT:       loop_annotation
// CHECK:         } {loop_annotation = #[[$NO_UNROLL]]}
// CHECK:         scf.for
// CHECK-COUNT-16:  vector.load
// CHECK:         } {loop_annotation = #[[$NO_UNROLL]]}
cameo.kernel private @tiles(%m: memref<?xf32>, %v: vector<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  scf.for %i = %c0 to %c3 step %c1 {
    scf.for %j = %c0 to %c3 step %c1 {
      vector.store %v, %m[%j] : memref<?xf32>, vector<16xf32>
    }
  }
  scf.for %i = %c0 to %c3 step %c1 {
    %0 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %1 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %2 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %3 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %4 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %5 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %6 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %7 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %8 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %9 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %10 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %11 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %12 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %13 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %14 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
    %15 = vector.load %m[%i] : memref<?xf32>, vector<16xf32>
  }
  cameo.yield
}

// The largest so far is LLVM's, which it knows as a reduction; the other one is not carried.
// CHECK-LABEL: cameo.kernel private @largest
// CHECK:         scf.for {{.*}} iter_args(%[[SO_FAR:.*]] = %{{.*}}) -> (f32)
// CHECK:           %[[X:.*]] = memref.load
// CHECK:           %[[Y:.*]] = arith.minimumf %[[X]]
// CHECK:           %[[MAX:.*]] = llvm.intr.maximum(%[[SO_FAR]], %[[Y]])
// CHECK:           scf.yield %[[MAX]]
cameo.kernel private @largest(%m: memref<100xf32>, %v: f32, %begin: index, %end: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c100 = arith.constant 100 : index
  %all = scf.for %i = %c0 to %c100 step %c1 iter_args(%so_far = %v) -> (f32) {
    %x = memref.load %m[%i] : memref<100xf32>
    %y = arith.minimumf %x, %v : f32
    %max = arith.maximumf %so_far, %y : f32
    scf.yield %max : f32
  }
  memref.store %all, %m[%c0] : memref<100xf32>
  cameo.yield
}
