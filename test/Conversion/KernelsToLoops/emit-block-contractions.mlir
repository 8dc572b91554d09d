// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions,canonicalize,cse))' | FileCheck %s
// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(expand-byte-contractions-for-gpu,canonicalize,cse))' | FileCheck %s --check-prefix=GPU

#row = affine_map<(m, n, b, k) -> (m, b * 32 + k * 2)>
#weights = affine_map<(m, n, b, k) -> (n, b, k)>
#out = affine_map<(m, n, b, k) -> (m, n)>

// Two numbers of a byte, of a vector of columns; a block's sums get its scales.
// CHECK-LABEL: cameo.kernel private @blocks
// CHECK:         scf.for %{{.*}} = %{{.*}} to %c3{{.*}} iter_args
// Numbers count from 8.
// CHECK:           vector.reduction <add>
// CHECK:           scf.for
// CHECK:             vector.load %{{.*}} : memref<768xi8>, vector<16xi8>
// CHECK:             arith.extui %{{.*}} : vector<16xi8> to vector<16xi32>
// CHECK:             arith.andi
// CHECK:             arith.shrui
// CHECK:             arith.sitofp %{{.*}} : vector<16xi32> to vector<16xf32>
// CHECK:             vector.fma
// CHECK:           vector.load %{{.*}} : memref<48xf32>, vector<16xf32>
// CHECK:           vector.fma
// CHECK:         vector.store %{{.*}} : memref<32xf32>

// An element a time, with both of a byte's.
// GPU-LABEL: cameo.kernel private @blocks
// GPU:         linalg.generic {{.*}} ["parallel", "parallel", "reduction", "reduction"]
// GPU:           arith.andi
// GPU-COUNT-3:   arith.mulf
// GPU-NOT:     cameo.contract
cameo.kernel private @blocks(%a: tensor<2x96xf32>, %b: tensor<1x3x16x16xi8>, %s: tensor<1x3x16xf32>) -> tensor<2x16xf32> {
  %e = tensor.empty() : tensor<2x16xf32>
  %c = cameo.contract %a, %b, %e scales %s [#row, #weights, #out] packed : (tensor<2x96xf32>, tensor<1x3x16x16xi8>, tensor<2x16xf32>, tensor<1x3x16xf32>) -> tensor<2x16xf32>
  cameo.yield %c : tensor<2x16xf32>
}
