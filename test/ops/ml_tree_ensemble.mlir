// RUN: cameo run %s --input 'X=[[1, 0], [2, 3], [nan, 3], [9, 3]]' | FileCheck %s

// Node 0 asks for x0 < 2, and node 1 for x1 = 3; node 2 for one of {9, 1} or, as
// all do, a NaN. Leaf 3 is for the second target.
// CHECK: Y0: tensor<4x2xf32> {{\[\[}}10, 0], [20, 0], [10, 0], [20, 0]]
// CHECK: Y1: tensor<4x2xf32> {{\[\[}}0, 7], [30, 0], [0, 7], [0, 7]]
// Trees whose nodes lead to leaf 0 and 1 each: the aggregates of 10 and 20.
// CHECK: Y2: tensor<4x2xf32> {{\[\[}}10, 0], [15, 0], [10, 0], [15, 0]]
func.func @main(%x: tensor<?x2xf32> {onnx.name = "X", onnx.dims = ["N", ""]})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "Y2"}) {
  %0 = onnx.ml.TreeEnsemble %x {
    leaf_targetids = array<i64: 0, 0, 0, 1>, leaf_weights = dense<[10.0, 20.0, 30.0, 7.0]> : tensor<4xf32>,
    n_targets = 2 : i64, nodes_falseleafs = array<i64: 0, 1>, nodes_falsenodeids = array<i64: 1, 2>,
    nodes_featureids = array<i64: 0, 1>, nodes_missing_value_tracks_true = array<i64: 1, 1>,
    nodes_modes = dense<[1, 4]> : tensor<2xui8>, nodes_splits = dense<[2.0, 3.0]> : tensor<2xf32>,
    nodes_trueleafs = array<i64: 1, 1>, nodes_truenodeids = array<i64: 0, 1>, tree_roots = array<i64: 0>
  } : (tensor<?x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.TreeEnsemble %x {
    leaf_targetids = array<i64: 0, 0, 0, 1>, leaf_weights = dense<[10.0, 20.0, 30.0, 7.0]> : tensor<4xf32>,
    membership_values = dense<[9.0, 1.0, 0x7FC00000]> : tensor<3xf32>,
    n_targets = 2 : i64, nodes_falseleafs = array<i64: 1>, nodes_falsenodeids = array<i64: 2>,
    nodes_featureids = array<i64: 0>, nodes_missing_value_tracks_true = array<i64: 1>,
    nodes_modes = dense<[6]> : tensor<1xui8>, nodes_splits = dense<[0.0]> : tensor<1xf32>,
    nodes_trueleafs = array<i64: 1>, nodes_truenodeids = array<i64: 3>, tree_roots = array<i64: 0>
  } : (tensor<?x2xf32>) -> !onnx.unknown
  %2 = onnx.ml.TreeEnsemble %x {
    aggregate_function = 0 : i64,
    leaf_targetids = array<i64: 0, 0>, leaf_weights = dense<[10.0, 20.0]> : tensor<2xf32>,
    n_targets = 2 : i64, nodes_falseleafs = array<i64: 1, 1>, nodes_falsenodeids = array<i64: 1, 1>,
    nodes_featureids = array<i64: 0, 1>, nodes_missing_value_tracks_true = array<i64: 1, 0>,
    nodes_modes = dense<[1, 2]> : tensor<2xui8>, nodes_splits = dense<[2.0, 0.0]> : tensor<2xf32>,
    nodes_trueleafs = array<i64: 1, 1>, nodes_truenodeids = array<i64: 0, 0>, tree_roots = array<i64: 0, 1>
  } : (tensor<?x2xf32>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
