// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ensembles of decision trees.

#ifndef CAMEO_ONNX_ML_TREES_TD
#define CAMEO_ONNX_ML_TREES_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MLTreeLeavesOp : ONNX_PureOp<"ml.TreeLeaves", 1> {
  let summary = "the leaf that each row of X comes to in each tree: what ensembles consist of";
  let description = [{
    A node goes on with `yes` where its mode says so of the feature and the
    threshold, else with `no`; it is a node after it, or ~l for leaf l. Modes are
    those of TreeEnsemble, plus 8 where a NaN goes to `yes`.
  }];
  let arguments = (ins TensorOf<[F32, F64]>:$X, DenseI64ArrayAttr:$features,
                       DenseI64ArrayAttr:$modes, DenseI64ArrayAttr:$no, DenseI64ArrayAttr:$roots,
                       DenseF64ArrayAttr:$thresholds, DenseI64ArrayAttr:$yes);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$leaves);
}

def ONNX_MLTreeEnsembleOp : ONNX_CompositeOp<"ml.TreeEnsemble", 5> {
  let summary = "the sums over trees of the weights of the leaves that rows come to";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedAttr<I64Attr, "1">:$aggregate_function,
                       DenseI64ArrayAttr:$leaf_targetids, ElementsAttr:$leaf_weights,
                       OptionalAttr<ElementsAttr>:$membership_values,
                       DefaultValuedAttr<I64Attr, "1">:$n_targets,
                       DenseI64ArrayAttr:$nodes_falseleafs, DenseI64ArrayAttr:$nodes_falsenodeids,
                       DenseI64ArrayAttr:$nodes_featureids,
                       OptionalAttr<ElementsAttr>:$nodes_hitrates,
                       OptionalAttr<DenseI64ArrayAttr>:$nodes_missing_value_tracks_true,
                       ElementsAttr:$nodes_modes, ElementsAttr:$nodes_splits,
                       DenseI64ArrayAttr:$nodes_trueleafs, DenseI64ArrayAttr:$nodes_truenodeids,
                       DefaultValuedAttr<I64Attr, "0">:$post_transform,
                       DenseI64ArrayAttr:$tree_roots);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

// The attributes that both forms before TreeEnsemble have.
defvar ONNX_TreeNodes = (ins OptionalAttr<DenseI64ArrayAttr>:$nodes_falsenodeids,
                         OptionalAttr<DenseI64ArrayAttr>:$nodes_featureids,
                         OptionalAttr<DenseF32ArrayAttr>:$nodes_hitrates,
                         OptionalAttr<ElementsAttr>:$nodes_hitrates_as_tensor,
                         OptionalAttr<DenseI64ArrayAttr>:$nodes_missing_value_tracks_true,
                         OptionalAttr<StrArrayAttr>:$nodes_modes,
                         OptionalAttr<DenseI64ArrayAttr>:$nodes_nodeids,
                         OptionalAttr<DenseI64ArrayAttr>:$nodes_treeids,
                         OptionalAttr<DenseI64ArrayAttr>:$nodes_truenodeids,
                         OptionalAttr<DenseF32ArrayAttr>:$nodes_values,
                         OptionalAttr<ElementsAttr>:$nodes_values_as_tensor,
                         DefaultValuedStrAttr<StrAttr, "NONE">:$post_transform);

def ONNX_MLTreeEnsembleRegressorOp : ONNX_CompositeOp<"ml.TreeEnsembleRegressor", 3> {
  let summary = "the sums over trees of the weights of the leaves that rows come to";
  let arguments = !con((ins ONNX_NumberTensor:$X,
                            DefaultValuedStrAttr<StrAttr, "SUM">:$aggregate_function,
                            OptionalAttr<DenseF32ArrayAttr>:$base_values,
                            OptionalAttr<ElementsAttr>:$base_values_as_tensor,
                            DefaultValuedAttr<I64Attr, "1">:$n_targets),
                       ONNX_TreeNodes,
                       (ins OptionalAttr<DenseI64ArrayAttr>:$target_ids,
                            OptionalAttr<DenseI64ArrayAttr>:$target_nodeids,
                            OptionalAttr<DenseI64ArrayAttr>:$target_treeids,
                            OptionalAttr<DenseF32ArrayAttr>:$target_weights,
                            OptionalAttr<ElementsAttr>:$target_weights_as_tensor));
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLTreeEnsembleClassifierOp : ONNX_CompositeOp<"ml.TreeEnsembleClassifier", 3> {
  let summary = "the class whose weights in the leaves that rows come to sum up to most, and the sums";
  let arguments = !con((ins ONNX_NumberTensor:$X, OptionalAttr<DenseF32ArrayAttr>:$base_values,
                            OptionalAttr<ElementsAttr>:$base_values_as_tensor,
                            OptionalAttr<DenseI64ArrayAttr>:$class_ids,
                            OptionalAttr<DenseI64ArrayAttr>:$class_nodeids,
                            OptionalAttr<DenseI64ArrayAttr>:$class_treeids,
                            OptionalAttr<DenseF32ArrayAttr>:$class_weights,
                            OptionalAttr<ElementsAttr>:$class_weights_as_tensor,
                            OptionalAttr<DenseI64ArrayAttr>:$classlabels_int64s,
                            OptionalAttr<StrArrayAttr>:$classlabels_strings),
                       ONNX_TreeNodes);
  let results = (outs ONNX_Result<TensorOf<[I64, ONNX_String]>>:$Y, ONNX_Result<ONNX_FloatTensor>:$Z);
}

#endif
