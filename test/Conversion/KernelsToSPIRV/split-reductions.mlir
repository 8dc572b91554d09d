// RUN: cameo-opt %s --pass-pipeline='builtin.module(cameo.kernel(split-reductions-for-gpu))' | FileCheck %s

// A sum of two million elements is one of 1250 sums, whatever its extents.
// CHECK-LABEL: cameo.kernel private @all
// CHECK:         tensor.expand_shape %{{.*}} output_shape [1250, 1600]
// CHECK:         %[[PARTS:.*]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]
// CHECK-SAME:      outs(%{{.*}} : tensor<1250xf32>)
// CHECK:         linalg.generic {{.*}} iterator_types = ["reduction"]} ins(%[[PARTS]] : tensor<1250xf32>)
cameo.kernel private @all(%x: tensor<1000x2000xf32>) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<f32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<f32>) -> tensor<f32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%x : tensor<1000x2000xf32>) outs(%init : tensor<f32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %b, %a : f32
    linalg.yield %s : f32
  } -> tensor<f32>
  cameo.yield %y : tensor<f32>
}

// Many results keep the device busy; a prime number has no parts.
// CHECK-LABEL: cameo.kernel private @many
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT:     linalg.generic
cameo.kernel private @many(%x: tensor<100x2000000xf32>) -> tensor<100xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<100xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<100xf32>) -> tensor<100xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<100x2000000xf32>) outs(%init : tensor<100xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %b, %a : f32
    linalg.yield %s : f32
  } -> tensor<100xf32>
  cameo.yield %y : tensor<100xf32>
}

// CHECK-LABEL: cameo.kernel private @prime
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT:     linalg.generic
cameo.kernel private @prime(%x: tensor<2000003xf32>) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<f32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<f32>) -> tensor<f32>
  %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]} ins(%x : tensor<2000003xf32>) outs(%init : tensor<f32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %b, %a : f32
    linalg.yield %s : f32
  } -> tensor<f32>
  cameo.yield %y : tensor<f32>
}
