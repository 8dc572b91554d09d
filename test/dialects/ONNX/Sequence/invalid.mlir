// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @no_sequence(%x: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 0 must be a sequence}}
  %0 = onnx.SequenceLength %x : (tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @element_types(%x: tensor<2xf32>, %y: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{operands must have one element type, but have 'f32' and 'i64'}}
  %0 = onnx.SequenceConstruct %x, %y : (tensor<2xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @no_operand() -> !onnx.unknown {
  // expected-error @+1 {{needs at least one operand}}
  %0 = onnx.SequenceConstruct : () -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @inserted(%x: !onnx.seq<tensor<2xf32>>, %y: tensor<2xi64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{inserts a tensor of 'i64' into a sequence of 'tensor<2xf32>'}}
  %0 = onnx.SequenceInsert %x, %y, %none : (!onnx.seq<tensor<2xf32>>, tensor<2xi64>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @position(%x: !onnx.seq<tensor<2xf32>>, %p: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 must be a scalar}}
  %0 = onnx.SequenceAt %x, %p : (!onnx.seq<tensor<2xf32>>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @rank(%x: !onnx.seq<tensor<*xf32>>, %p: tensor<i64>) -> !onnx.unknown {
  // expected-error @+1 {{the rank of the sequence's tensors is not known at compile time}}
  %0 = onnx.SequenceAt %x, %p : (!onnx.seq<tensor<*xf32>>, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @axis(%x: !onnx.seq<tensor<2xf32>>) -> !onnx.unknown {
  // expected-error @+1 {{axis 1 is outside [-1, 0]}}
  %0 = onnx.ConcatFromSequence %x {axis = 1 : i64} : (!onnx.seq<tensor<2xf32>>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @split(%x: tensor<4xf32>, %s: tensor<1x2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{split must be a scalar or a vector}}
  %0 = onnx.SplitToSequence %x, %s : (tensor<4xf32>, tensor<1x2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @nothing_of_no_type() -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs an operand or a type}}
  %0 = onnx.Optional %none : (none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @body(%x: !onnx.seq<tensor<2xf32>>) -> !onnx.unknown {
  // expected-error @+1 {{has 1 operands and 1 results, its body 2 inputs and 1 outputs}}
  %0 = onnx.SequenceMap %x : (!onnx.seq<tensor<2xf32>>) -> !onnx.unknown {
  ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
    onnx.Return %a : tensor<2xf32>
  }
  return %0 : !onnx.unknown
}

// -----
func.func @element_type() -> !onnx.unknown {
  // expected-error @+1 {{unknown element type 99}}
  %0 = onnx.SequenceEmpty {dtype = 99 : i64} : () -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @carried(%x: !onnx.seq<tensor<2xf32>>, %y: !onnx.seq<tensor<2xi64>>, %m: tensor<i64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{carries a value whose type changes from '!onnx.seq<tensor<2xf32>>' to '!onnx.seq<tensor<2xi64>>'}}
  %0 = onnx.Loop %m, %none, %x : (tensor<i64>, none, !onnx.seq<tensor<2xf32>>) -> !onnx.unknown {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %z: !onnx.unknown):
    onnx.Return %c, %y : tensor<i1>, !onnx.seq<tensor<2xi64>>
  }
  return %0 : !onnx.unknown
}
