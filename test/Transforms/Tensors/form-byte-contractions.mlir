// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(form-contractions))' | FileCheck %s

// Unsigned bytes by signed ones: the right operand is packed by words of four along
// the sum, ceil(20 / 16) × ceil(6 / 4) × 16 × 4, with zeros past both ends.
// CHECK-LABEL: func.func @product
// CHECK-SAME:    (%[[A:.*]]: tensor<5x6xi8>, %[[B:.*]]: tensor<6x20xi8>)
// CHECK:         %[[PACKED:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<2x2x16x4xi8>)
// CHECK:           %[[COLUMN:.*]] = arith.cmpi ult, %{{.*}}, %c20
// CHECK:           %[[STEP:.*]] = arith.cmpi ult, %{{.*}}, %c6
// CHECK:           %[[INSIDE:.*]] = arith.andi %[[COLUMN]], %[[STEP]]
// CHECK:           %[[ELEMENT:.*]] = tensor.extract %[[B]]
// CHECK:           arith.select %[[INSIDE]], %[[ELEMENT]], %{{.*}} : i8
// CHECK:         cameo.contract %[[A]], %[[PACKED]], %{{.*}} packed : (tensor<5x6xi8>, tensor<2x2x16x4xi8>, tensor<5x20xi32>) -> tensor<5x20xi32>
func.func @product(%a: tensor<5x6xi8>, %b: tensor<6x20xi8>) -> tensor<5x20xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<5x20xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<5x20xi32>) -> tensor<5x20xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b : tensor<5x6xi8>, tensor<6x20xi8>) outs(%f : tensor<5x20xi32>) {
  ^bb0(%x: i8, %w: i8, %acc: i32):
    %0 = arith.extui %x : i8 to i32
    %1 = arith.extsi %w : i8 to i32
    %2 = arith.muli %0, %1 : i32
    %3 = arith.addi %acc, %2 : i32
    linalg.yield %3 : i32
  } -> tensor<5x20xi32>
  return %y : tensor<5x20xi32>
}

// Signed by signed is not what CPUs multiply.
// CHECK-LABEL: func.func @signed
// CHECK-NOT:     cameo.contract
func.func @signed(%a: tensor<5x6xi8>, %b: tensor<6x20xi8>) -> tensor<5x20xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<5x20xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<5x20xi32>) -> tensor<5x20xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b : tensor<5x6xi8>, tensor<6x20xi8>) outs(%f : tensor<5x20xi32>) {
  ^bb0(%x: i8, %w: i8, %acc: i32):
    %0 = arith.extsi %x : i8 to i32
    %1 = arith.extsi %w : i8 to i32
    %2 = arith.muli %0, %1 : i32
    %3 = arith.addi %acc, %2 : i32
    linalg.yield %3 : i32
  } -> tensor<5x20xi32>
  return %y : tensor<5x20xi32>
}

// A left operand whose summed elements are not neighbours has no words.
// CHECK-LABEL: func.func @columns
// CHECK-NOT:     cameo.contract
func.func @columns(%a: tensor<6x5xi8>, %b: tensor<6x20xi8>) -> tensor<5x20xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<5x20xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<5x20xi32>) -> tensor<5x20xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b : tensor<6x5xi8>, tensor<6x20xi8>) outs(%f : tensor<5x20xi32>) {
  ^bb0(%x: i8, %w: i8, %acc: i32):
    %0 = arith.extui %x : i8 to i32
    %1 = arith.extsi %w : i8 to i32
    %2 = arith.muli %0, %1 : i32
    %3 = arith.addi %acc, %2 : i32
    linalg.yield %3 : i32
  } -> tensor<5x20xi32>
  return %y : tensor<5x20xi32>
}
