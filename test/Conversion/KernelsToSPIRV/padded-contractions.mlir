// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,tile-contractions-for-gpu,bufferize-kernel,canonicalize,cse),map-kernels-to-gpu,cameo.kernel(fold-memref-alias-ops,canonicalize,cse))' | FileCheck %s

// The padding around sums of products is stored first, by a stage of its own.
// CHECK-LABEL: cameo.kernel private @padded_stage0
// CHECK:         vector.store %cst{{.*}} : memref<7x16xf32>, vector<4xf32>
// CHECK-NOT:     vector.store
// CHECK-LABEL: cameo.kernel private @padded_stage1
// CHECK-NOT:     memref<7x16xf32>
// CHECK:         memref.store %{{.*}} : memref<112xf32>
// CHECK-NOT:   cameo.kernel
cameo.kernel private @padded(%a: tensor<5x3xf32>, %b: tensor<3x16xf32>) -> tensor<7x16xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5x16xf32>
  %c = cameo.contract %a, %b, %e [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] : (tensor<5x3xf32>, tensor<3x16xf32>, tensor<5x16xf32>) -> tensor<5x16xf32>
  %p = tensor.empty() : tensor<7x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%p : tensor<7x16xf32>) -> tensor<7x16xf32>
  %y = tensor.insert_slice %c into %f[1, 0] [5, 16] [1, 1] : tensor<5x16xf32> into tensor<7x16xf32>
  cameo.yield %y : tensor<7x16xf32>
}
