// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @rank(%x: tensor<2x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs operands X, W and R of rank 3}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none : (tensor<2x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @direction(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{unknown direction 'back'}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none {direction = "back"} : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @layout(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{layout must be 0 or 1}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none {layout = 2 : i64} : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @activations(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs 1 activations a direction}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none {activations = ["Tanh", "Tanh"]} : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @activation(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{unknown activation 'Sinus'}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none {activations = ["Sinus"]} : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @hidden(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the last extent of R must be known, and be hidden_size}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none {hidden_size = 3 : i64} : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @gates(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{operand 1 has extent 4 in dimension 1, expected 12}}
  %0:2 = onnx.GRU %x, %w, %r, %none, %none, %none : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @peepholes(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf32>, %r: tensor<1x4x1xf32>, %p: tensor<3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{operand 7 has rank 1, expected 2}}
  %0:3 = onnx.LSTM %x, %w, %r, %none, %none, %none, %none, %p : (tensor<2x1x3xf32>, tensor<1x4x3xf32>, tensor<1x4x1xf32>, none, none, none, none, tensor<3xf32>) -> (!onnx.unknown, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @types(%x: tensor<2x1x3xf32>, %w: tensor<1x4x3xf16>, %r: tensor<1x4x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{operand 1 has another element type than the first}}
  %0:2 = onnx.RNN %x, %w, %r, %none, %none, %none : (tensor<2x1x3xf32>, tensor<1x4x3xf16>, tensor<1x4x4xf32>, none, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}
