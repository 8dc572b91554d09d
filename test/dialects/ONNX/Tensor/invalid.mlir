// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @reshape_two_inferred(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<-1> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{the target shape has more than one -1}}
  %0 = onnx.Reshape %x, %s : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_count(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[4, 2]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{6 elements do not fill a shape of 8}}
  %0 = onnx.Reshape %x, %s : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_indivisible(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[4, -1]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{6 elements do not divide into parts of 4}}
  %0 = onnx.Reshape %x, %s : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_copies_nothing(%x: tensor<2xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[2, 0]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{target extent 0 in dimension 1 copies an extent that the operand of rank 1 lacks}}
  %0 = onnx.Reshape %x, %s : (tensor<2xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_negative(%x: tensor<2xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<-2> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{the target shape has the negative extent -2}}
  %0 = onnx.Reshape %x, %s : (tensor<2xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_undetermined(%x: tensor<0xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[0, -1]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{the target extent -1 is not determined, as another one is 0}}
  %0 = onnx.Reshape %x, %s : (tensor<0xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reshape_unknown(%x: tensor<4xf32>, %s: tensor<?xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the number of elements of the target shape must be known at compile time}}
  %0 = onnx.Reshape %x, %s : (tensor<4xf32>, tensor<?xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @unranked(%x: tensor<*xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the rank of operand 0 is not known at compile time}}
  %0 = onnx.Flatten %x : (tensor<*xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @flatten_axis(%x: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{axis 3 is outside [-2, 2]}}
  %0 = onnx.Flatten %x {axis = 3 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @squeeze_extent(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %a = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{dimension 1 has extent 3, not 1}}
  %0 = onnx.Squeeze %x, %a : (tensor<2x3xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @unsqueeze_twice(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %a = onnx.Constant dense<1> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{axis 1 is given twice}}
  %0 = onnx.Unsqueeze %x, %a : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @transpose(%x: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{perm is not a permutation of the operand's 2 dimensions}}
  %0 = onnx.Transpose %x {perm = array<i64: 1, 1>} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @expand(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[2, 4]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{extents 3 and 4 of dimension -1 do not broadcast}}
  %0 = onnx.Expand %x, %s : (tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @tile(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %s = onnx.Constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{1 repeats for an operand of rank 2}}
  %0 = onnx.Tile %x, %s : (tensor<2x3xf32>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @concat_extent(%x: tensor<2x3xf32>, %y: tensor<3x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 has extent 3 in dimension 0, others 2}}
  %0 = onnx.Concat %x, %y {axis = 1 : i64} : (tensor<2x3xf32>, tensor<3x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @concat_rank(%x: tensor<2x3xf32>, %y: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 has rank 1, the first has 2}}
  %0 = onnx.Concat %x, %y {axis = 0 : i64} : (tensor<2x3xf32>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @concat_axis(%x: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{axis 2 is outside [-2, 1]}}
  %0 = onnx.Concat %x {axis = 2 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @split_sum(%x: tensor<6xf32>) -> (!onnx.unknown, !onnx.unknown) {
  %s = onnx.Constant dense<[2, 3]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{the split adds up to 5, the dimension's extent is 6}}
  %0:2 = onnx.Split %x, %s : (tensor<6xf32>, tensor<2xi64>) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}

// -----

func.func @split_count(%x: tensor<6xf32>) -> (!onnx.unknown, !onnx.unknown) {
  %none = onnx.None : none
  // expected-error @+1 {{has 2 results but num_outputs is 3}}
  %0:2 = onnx.Split %x, %none {num_outputs = 3 : i64} : (tensor<6xf32>, none) -> (!onnx.unknown, !onnx.unknown)
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}

// -----

func.func @slice_step(%x: tensor<6xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %0 = onnx.Constant dense<0> : tensor<1xi64> : tensor<1xi64>
  // expected-error @+1 {{a step must not be 0}}
  %1 = onnx.Slice %x, %0, %0, %none, %0 : (tensor<6xf32>, tensor<1xi64>, tensor<1xi64>, none, tensor<1xi64>) -> !onnx.unknown
  return %1 : !onnx.unknown
}

// -----

func.func @pad_reflect(%x: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %p = onnx.Constant dense<[2, 0]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{cannot reflect 2 elements of a dimension of extent 2}}
  %0 = onnx.Pad %x, %p, %none, %none {mode = "reflect"} : (tensor<2xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @pad_mode(%x: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %p = onnx.Constant dense<[2, 0]> : tensor<2xi64> : tensor<2xi64>
  // expected-error @+1 {{unknown mode 'mirror'}}
  %0 = onnx.Pad %x, %p, %none, %none {mode = "mirror"} : (tensor<2xf32>, tensor<2xi64>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @gather_index(%x: tensor<2xf32>) -> !onnx.unknown {
  %i = onnx.Constant dense<2> : tensor<i64> : tensor<i64>
  // expected-error @+1 {{index 2 is outside [-2, 1]}}
  %0 = onnx.Gather %x, %i : (tensor<2xf32>, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @gather_elements(%x: tensor<2x3xf32>, %i: tensor<4x3xi64>) -> !onnx.unknown {
  // expected-error @+1 {{indices have extent 4 in dimension 0, more than the data's 2}}
  %0 = onnx.GatherElements %x, %i {axis = 1 : i64} : (tensor<2x3xf32>, tensor<4x3xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @gather_nd(%x: tensor<2x3xf32>, %i: tensor<4x3xi64>) -> !onnx.unknown {
  // expected-error @+1 {{index tuples of length 3 do not fit data of rank 2}}
  %0 = onnx.GatherND %x, %i : (tensor<2x3xf32>, tensor<4x3xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
