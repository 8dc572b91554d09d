// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(check-extents,canonicalize,cse))' --split-input-file | FileCheck %s

// Operands that share a loop have one extent; dimensions of one name do anyway.
// CHECK-LABEL: func.func @add(
// CHECK-SAME:    %[[A:[a-z0-9]+]]: tensor<?x?xf32> {{.*}}, %[[B:[a-z0-9]+]]: tensor<?x?xf32>
// CHECK-DAG:     %[[N:.*]] = tensor.dim %[[A]], %c1
// CHECK-DAG:     %[[K:.*]] = tensor.dim %[[B]], %c1
// CHECK:         %[[EQUAL:.*]] = arith.cmpi eq, %[[N]], %[[K]]
// CHECK:         cameo.require %[[EQUAL]]
// CHECK-NOT:     cameo.require
// CHECK:         linalg.generic
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @add(%a: tensor<?x?xf32> {onnx.dim_names = ["m", "n"]}, %b: tensor<?x?xf32> {onnx.dim_names = ["m", "k"]}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %a, %c0 : tensor<?x?xf32>
  %n = tensor.dim %a, %c1 : tensor<?x?xf32>
  %init = tensor.empty(%m, %n) : tensor<?x?xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a, %b : tensor<?x?xf32>, tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

// The part fills its place, the factors make up the whole, and an extent that a
// cast names is that one.
// CHECK-LABEL: func.func @parts(
// CHECK-SAME:    %[[A:[a-z0-9]+]]: tensor<?xf32>, %[[WHOLE:[a-z0-9]+]]: tensor<8xf32>, %[[M:[a-z0-9]+]]: index
// CHECK-DAG:     %[[N:.*]] = tensor.dim %[[A]]
// CHECK:         %[[FILLS:.*]] = arith.cmpi eq, %[[N]], %[[M]]
// CHECK:         cameo.require %[[FILLS]]
// CHECK:         %[[PRODUCT:.*]] = arith.muli %[[M]], %{{.*}}
// CHECK:         %[[FACTORS:.*]] = arith.cmpi eq, %[[N]], %[[PRODUCT]]
// CHECK:         cameo.require %[[FACTORS]]
// CHECK:         %[[NAMED:.*]] = arith.cmpi eq, %[[N]], %c6
// CHECK:         cameo.require %[[NAMED]]
// CHECK-NOT:     cameo.require
func.func @parts(%a: tensor<?xf32>, %whole: tensor<8xf32>, %m: index) -> (tensor<8xf32>, tensor<?x2xf32>, tensor<6xf32>) {
  %0 = tensor.insert_slice %a into %whole[0] [%m] [1] : tensor<?xf32> into tensor<8xf32>
  %1 = tensor.expand_shape %a [[0, 1]] output_shape [%m, 2] : tensor<?xf32> into tensor<?x2xf32>
  %2 = tensor.cast %a : tensor<?xf32> to tensor<6xf32>
  return %0, %1, %2 : tensor<8xf32>, tensor<?x2xf32>, tensor<6xf32>
}
