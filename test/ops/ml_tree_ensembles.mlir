// RUN: cameo run %s --input 'X=[[1, 0], [2, 3], [nan, 3]]' | FileCheck %s

// The first tree: x0 <= 1 or NaN ? 1 : (x1 > 2 ? 2 : 4); the second: always 8. A
// weight of the node that is no leaf means nothing.
// CHECK: Y0: tensor<3x1xf32> {{\[\[}}9.5], [10.5], [9.5]]
// CHECK: Y1: tensor<3x1xf32> {{\[\[}}1], [2], [1]]
// Of two classes, the one weight that is not of the first: 1 - 1 / (1 + exp(x)).
// CHECK: L2: tensor<3xi64> [7, -1, 7]
// CHECK: Z2: tensor<3x2xf32> {{\[\[}}0.26894{{[0-9]*}}, 0.73105{{[0-9]*}}], [0.88079{{[0-9]*}}, 0.11920{{[0-9]*}}], [0.26894{{[0-9]*}}, 0.73105{{[0-9]*}}]]
// The second class has no weight where x0 <= 1; it is no candidate there.
// CHECK: L3: tensor<3xi64> [5, 6, 5]
// CHECK: Z3: tensor<3x3xf32> {{\[\[}}-1, 0, -2], [0, 3, -2], [-1, 0, -2]]
func.func @main(%x: tensor<3x2xf32> {onnx.name = "X"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"},
        !onnx.unknown {onnx.name = "L2"}, !onnx.unknown {onnx.name = "Z2"},
        !onnx.unknown {onnx.name = "L3"}, !onnx.unknown {onnx.name = "Z3"}) {
  %0 = onnx.ml.TreeEnsembleRegressor %x {
    base_values = array<f32: 0.5>, nodes_treeids = array<i64: 0, 0, 0, 0, 0, 1>,
    nodes_nodeids = array<i64: 0, 1, 2, 3, 4, 0>, nodes_featureids = array<i64: 0, 0, 1, 0, 0, 0>,
    nodes_modes = ["BRANCH_LEQ", "LEAF", "BRANCH_GT", "LEAF", "LEAF", "LEAF"],
    nodes_values = array<f32: 1.0, 0.0, 2.0, 0.0, 0.0, 0.0>,
    nodes_missing_value_tracks_true = array<i64: 1, 0, 0, 0, 0, 0>,
    nodes_truenodeids = array<i64: 1, 0, 3, 0, 0, 0>, nodes_falsenodeids = array<i64: 2, 0, 4, 0, 0, 0>,
    target_ids = array<i64: 0, 0, 0, 0, 0>, target_nodeids = array<i64: 0, 1, 3, 4, 0>,
    target_treeids = array<i64: 0, 0, 0, 0, 1>, target_weights = array<f32: 99.0, 1.0, 2.0, 4.0, 8.0>
  } : (tensor<3x2xf32>) -> !onnx.unknown
  %1 = onnx.ml.TreeEnsembleRegressor %x {
    aggregate_function = "MIN", nodes_treeids = array<i64: 0, 0, 0, 0, 0, 1>,
    nodes_nodeids = array<i64: 0, 1, 2, 3, 4, 0>, nodes_featureids = array<i64: 0, 0, 1, 0, 0, 0>,
    nodes_modes = ["BRANCH_LEQ", "LEAF", "BRANCH_GT", "LEAF", "LEAF", "LEAF"],
    nodes_values_as_tensor = dense<[1.0, 0.0, 2.0, 0.0, 0.0, 0.0]> : tensor<6xf64>,
    nodes_missing_value_tracks_true = array<i64: 1, 0, 0, 0, 0, 0>,
    nodes_truenodeids = array<i64: 1, 0, 3, 0, 0, 0>, nodes_falsenodeids = array<i64: 2, 0, 4, 0, 0, 0>,
    target_ids = array<i64: 0, 0, 0, 0>, target_nodeids = array<i64: 1, 3, 4, 0>,
    target_treeids = array<i64: 0, 0, 0, 1>,
    target_weights_as_tensor = dense<[1.0, 2.0, 4.0, 8.0]> : tensor<4xf64>
  } : (tensor<3x2xf32>) -> !onnx.unknown
  %2:2 = onnx.ml.TreeEnsembleClassifier %x {
    classlabels_int64s = array<i64: -1, 7>, post_transform = "LOGISTIC",
    nodes_treeids = array<i64: 0, 0, 0>, nodes_nodeids = array<i64: 0, 1, 2>,
    nodes_featureids = array<i64: 0, 0, 0>, nodes_modes = ["BRANCH_LEQ", "LEAF", "LEAF"],
    nodes_values = array<f32: 1.0, 0.0, 0.0>, nodes_missing_value_tracks_true = array<i64: 1, 0, 0>,
    nodes_truenodeids = array<i64: 1, 0, 0>, nodes_falsenodeids = array<i64: 2, 0, 0>,
    class_ids = array<i64: 0, 0>, class_nodeids = array<i64: 1, 2>, class_treeids = array<i64: 0, 0>,
    class_weights = array<f32: 1.0, -2.0>
  } : (tensor<3x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  %3:2 = onnx.ml.TreeEnsembleClassifier %x {
    classlabels_int64s = array<i64: 5, 6, 7>,
    nodes_treeids = array<i64: 0, 0, 0>, nodes_nodeids = array<i64: 0, 1, 2>,
    nodes_featureids = array<i64: 0, 0, 0>, nodes_modes = ["BRANCH_LEQ", "LEAF", "LEAF"],
    nodes_values = array<f32: 1.0, 0.0, 0.0>, nodes_missing_value_tracks_true = array<i64: 1, 0, 0>,
    nodes_truenodeids = array<i64: 1, 0, 0>, nodes_falsenodeids = array<i64: 2, 0, 0>,
    class_ids = array<i64: 0, 2, 1, 2>, class_nodeids = array<i64: 1, 1, 2, 2>,
    class_treeids = array<i64: 0, 0, 0, 0>, class_weights = array<f32: -1.0, -2.0, 3.0, -2.0>
  } : (tensor<3x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return %0, %1, %2#0, %2#1, %3#0, %3#1 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
