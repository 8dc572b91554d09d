// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @normalizer(%x: tensor<2x2xf32>) {
  // expected-error @below {{norm must be "MAX", "L1" or "L2", but is "L3"}}
  %0 = onnx.ml.Normalizer %x {norm = "L3"} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @coefficients(%x: tensor<2x2xf32>) {
  // expected-error @below {{has 3 coefficients, which are not as many for each of 2 targets}}
  %0 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 2.0, 3.0>, targets = 2 : i64} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @transform(%x: tensor<2x2xf32>) {
  // expected-error @below {{post_transform "FROB" is not supported}}
  %0 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 2.0>, post_transform = "FROB"} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @cycle(%x: tensor<2x2xf32>) {
  // expected-error @below {{a node of a tree leads to itself}}
  %0 = onnx.ml.TreeEnsemble %x {leaf_targetids = array<i64: 0>, leaf_weights = dense<1.0> : tensor<1xf32>, nodes_falseleafs = array<i64: 1>, nodes_falsenodeids = array<i64: 0>, nodes_featureids = array<i64: 0>, nodes_modes = dense<0> : tensor<1xui8>, nodes_splits = dense<0.0> : tensor<1xf32>, nodes_trueleafs = array<i64: 0>, nodes_truenodeids = array<i64: 0>, tree_roots = array<i64: 0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @feature(%x: tensor<2x2xf32>) {
  // expected-error @below {{compares feature 2, which the rows do not have}}
  %0 = onnx.ml.TreeEnsemble %x {leaf_targetids = array<i64: 0>, leaf_weights = dense<1.0> : tensor<1xf32>, nodes_falseleafs = array<i64: 1>, nodes_falsenodeids = array<i64: 0>, nodes_featureids = array<i64: 2>, nodes_modes = dense<0> : tensor<1xui8>, nodes_splits = dense<0.0> : tensor<1xf32>, nodes_trueleafs = array<i64: 1>, nodes_truenodeids = array<i64: 0>, tree_roots = array<i64: 0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @leaf(%x: tensor<2x2xf32>) {
  // expected-error @below {{there is no leaf 1}}
  %0 = onnx.ml.TreeEnsemble %x {leaf_targetids = array<i64: 0>, leaf_weights = dense<1.0> : tensor<1xf32>, nodes_falseleafs = array<i64: 1>, nodes_falsenodeids = array<i64: 1>, nodes_featureids = array<i64: 0>, nodes_modes = dense<0> : tensor<1xui8>, nodes_splits = dense<0.0> : tensor<1xf32>, nodes_trueleafs = array<i64: 1>, nodes_truenodeids = array<i64: 0>, tree_roots = array<i64: 0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @tables(%x: tensor<2x2xf32>) {
  // expected-error @below {{node 0 goes on with node 0, which is none after it}}
  %0 = onnx.ml.TreeLeaves %x {features = array<i64: 0>, modes = array<i64: 0>, no = array<i64: 0>, roots = array<i64: 0>, thresholds = array<f64: 0.0>, yes = array<i64: -1>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @mode(%x: tensor<2x2xf32>) {
  // expected-error @below {{there is no mode "BRANCH" of nodes}}
  %0 = onnx.ml.TreeEnsembleRegressor %x {nodes_treeids = array<i64: 0>, nodes_nodeids = array<i64: 0>, nodes_featureids = array<i64: 0>, nodes_modes = ["BRANCH"], nodes_values = array<f32: 1.0>, nodes_truenodeids = array<i64: 0>, nodes_falsenodeids = array<i64: 0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @lengths(%x: tensor<2x2xf32>) {
  // expected-error @below {{has attributes of 1 and of 2 nodes}}
  %0 = onnx.ml.TreeEnsembleRegressor %x {nodes_treeids = array<i64: 0>, nodes_nodeids = array<i64: 0>, nodes_featureids = array<i64: 0, 1>, nodes_modes = ["LEAF"], nodes_values = array<f32: 1.0>, nodes_truenodeids = array<i64: 0>, nodes_falsenodeids = array<i64: 0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @labels(%x: tensor<2x2xf32>) {
  // expected-error @below {{has no labels of classes}}
  %0:2 = onnx.ml.LinearClassifier %x {classlabels_strings = [], coefficients = array<f32: 1.0, 2.0>} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return
}

// -----

func.func @categories(%x: tensor<2x!onnx.string>) {
  // expected-error @below {{has no categories of the elements' type}}
  %0 = onnx.ml.OneHotEncoder %x {cats_int64s = array<i64: 1>} : (tensor<2x!onnx.string>) -> !onnx.unknown
  return
}

// -----

func.func @twice(%x: tensor<2x!onnx.string>) {
  // expected-error @below {{has the category "a" twice}}
  %0 = onnx.ml.OneHotEncoder %x {cats_strings = ["a", "b", "a"]} : (tensor<2x!onnx.string>) -> !onnx.unknown
  return
}

// -----

func.func @vectors(%x: tensor<2x2xf32>) {
  // expected-error @below {{has 3 elements of 2 support vectors}}
  %0 = onnx.ml.SVMRegressor %x {coefficients = array<f32: 2.0, -1.0>, n_supports = 2 : i64, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0>} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @machines(%x: tensor<2x2xf32>) {
  // expected-error @below {{has too few vectors_per_class, rho, coefficients, prob_a or prob_b for 3 classes}}
  %0:2 = onnx.ml.SVMClassifier %x {classlabels_ints = array<i64: 3, 9, 1>, coefficients = array<f32: 2.0, -1.0>, rho = array<f32: 0.5>, support_vectors = array<f32: 1.0, 0.0, 0.0, 1.0>, vectors_per_class = array<i64: 1, 1>} : (tensor<2x2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return
}

// -----

func.func @square(%x: tensor<2x2x3xf32>) {
  // expected-error @below {{needs square matrices of extents known at compile time}}
  %0 = onnx.ml.CoupledProbabilities %x : (tensor<2x2x3xf32>) -> !onnx.unknown
  return
}

// -----

func.func @imputed(%x: tensor<2x2xi64>) {
  // expected-error @below {{has no imputed values for elements of type 'i64'}}
  %0 = onnx.ml.Imputer %x {imputed_value_floats = array<f32: 1.0>} : (tensor<2x2xi64>) -> !onnx.unknown
  return
}

// -----

func.func @dimensions(%x: tensor<2x2xi64>) {
  // expected-error @below {{has 2 inputdimensions for 1 operands}}
  %0 = onnx.ml.FeatureVectorizer %x {inputdimensions = array<i64: 1, 2>} : (tensor<2x2xi64>) -> !onnx.unknown
  return
}

// -----

func.func @category(%x: tensor<2x2xi64>) {
  // expected-error @below {{has the category 1 twice}}
  %0 = onnx.ml.OneHotEncoder %x {cats_int64s = array<i64: 1, 1>} : (tensor<2x2xi64>) -> !onnx.unknown
  return
}

// -----

func.func @keys(%x: tensor<2x2xi64>) {
  // expected-error @below {{has keys of type 'f32' for elements of type 'i64'}}
  %0 = onnx.ml.LabelEncoder %x {keys_floats = array<f32: 1.0>, values_floats = array<f32: 1.0>} : (tensor<2x2xi64>) -> !onnx.unknown
  return
}
