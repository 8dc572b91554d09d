// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @reduction(%x: tensor<4xf32>, %i: tensor<2xi64>, %u: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{unknown reduction 'sub'}}
  %0 = onnx.ScatterElements %x, %i, %u {reduction = "sub"} : (tensor<4xf32>, tensor<2xi64>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @updates(%x: tensor<4xf32>, %i: tensor<2xi64>, %u: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{indices and updates have different extents in dimension 0}}
  %0 = onnx.ScatterElements %x, %i, %u : (tensor<4xf32>, tensor<2xi64>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @tuples(%x: tensor<4xf32>, %i: tensor<2x2xi64>, %u: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{index tuples of length 2 do not fit data of rank 1}}
  %0 = onnx.ScatterND %x, %i, %u : (tensor<4xf32>, tensor<2x2xi64>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @depth(%i: tensor<2xi64>, %d: tensor<f32>, %v: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the depth must be an integer scalar or known at compile time}}
  %0 = onnx.OneHot %i, %d, %v : (tensor<2xi64>, tensor<f32>, tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @unique(%x: tensor<4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{axis 1 is outside [-1, 0]}}
  %0:4 = onnx.Unique %x {axis = 1 : i64} : (tensor<4xf32>) -> (!onnx.unknown, none, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @boxes(%x: tensor<1x4x3xf32>, %s: tensor<1x1x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs boxes [batches, boxes, 4] and scores [batches, classes, boxes]}}
  %0 = onnx.NonMaxSuppression %x, %s, %none, %none, %none
      : (tensor<1x4x3xf32>, tensor<1x1x4xf32>, none, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @scores(%x: tensor<1x4x4xf32>, %s: tensor<1x1x5xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the scores are for another number of boxes or batches}}
  %0 = onnx.NonMaxSuppression %x, %s, %none, %none, %none
      : (tensor<1x4x4xf32>, tensor<1x1x5xf32>, none, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @compress(%x: tensor<4xf32>, %c: tensor<5xi1>) -> !onnx.unknown {
  // expected-error @+1 {{has a condition that is longer than what it selects from}}
  %0 = onnx.Compress %x, %c : (tensor<4xf32>, tensor<5xi1>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @blocks(%x: tensor<1x6x2x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{6 channels do not divide into blocks of 4}}
  %0 = onnx.DepthToSpace %x {blocksize = 2 : i64} : (tensor<1x6x2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @sizes(%x: tensor<1x1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs either scales or sizes}}
  %0 = onnx.Resize %x, %none, %none, %none : (tensor<1x1x4x4xf32>, none, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @crop(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<4> : tensor<1xi64>
  // expected-error @+1 {{shape has 1 extents for 2 axes}}
  %0 = onnx.CenterCropPad %x, %s : (tensor<2x3xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @crop_count(%x: tensor<2x3xf32>, %s: tensor<?xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the number of extents in shape is not known at compile time}}
  %0 = onnx.CenterCropPad %x, %s : (tensor<2x3xf32>, tensor<?xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @grid(%x: tensor<1x1x4x4xf32>, %g: tensor<1x2x2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs an image of 1 to 3 spatial dimensions and a grid of the same rank}}
  %0 = onnx.GridSample %x, %g : (tensor<1x1x4x4xf32>, tensor<1x2x2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @grid_mode(%x: tensor<1x1x4x4xf32>, %g: tensor<1x2x2x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{unknown mode 'bilinear'}}
  %0 = onnx.GridSample %x, %g {mode = "bilinear"} : (tensor<1x1x4x4xf32>, tensor<1x2x2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @grid_padding(%x: tensor<1x1x4x4xf32>, %g: tensor<1x2x2x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{unknown padding_mode 'wrap'}}
  %0 = onnx.GridSample %x, %g {padding_mode = "wrap"} : (tensor<1x1x4x4xf32>, tensor<1x2x2x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
