// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions{dot=words},canonicalize,cse))' | FileCheck %s --check-prefixes=CHECK,WORDS
// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions{lanes=8 accumulators=12 dot=pairs},canonicalize,cse))' | FileCheck %s --check-prefixes=CHECK,PAIRS
// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(bind-kernel-buffers,emit-contractions{lanes=4 accumulators=8},canonicalize,cse))' | FileCheck %s --check-prefixes=CHECK,NONE

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Two words a row and half a one, whose other bytes are not read.
// CHECK-LABEL: cameo.kernel private @product
// A word of the left operand for all columns, by a word for each.
// WORDS:         vector.load %{{.*}} : memref<192xi8>, vector<64xi8>
// WORDS:         vector.load %{{.*}} : memref<20xi8>, vector<4xi8>
// WORDS:         llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}) : (vector<16xi32>, vector<64xi8>, vector<64xi8>) -> vector<16xi32>
// Even and odd bytes as 16 bits.
// PAIRS:         arith.shli %{{.*}} : vector<16xi16>
// PAIRS:         arith.shrsi %{{.*}} : vector<16xi16>
// PAIRS-COUNT-2: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%{{.*}}) : (vector<16xi16>, vector<16xi16>) -> vector<8xi32>
// NONE-COUNT-4:  arith.muli %{{.*}} : vector<4xi32>
// CHECK:         vector.maskedload %{{.*}} : memref<20xi8>, vector<4xi1>, vector<4xi8> into vector<4xi8>
// CHECK:         vector.store %{{.*}} : memref<32xi32>
cameo.kernel private @product(%a: tensor<2x10xi8>, %b: tensor<1x3x16x4xi8>) -> tensor<2x16xi32> {
  %e = tensor.empty() : tensor<2x16xi32>
  %c = cameo.contract %a, %b, %e [#mk, #kn, #mn] packed : (tensor<2x10xi8>, tensor<1x3x16x4xi8>, tensor<2x16xi32>) -> tensor<2x16xi32>
  cameo.yield %c : tensor<2x16xi32>
}
