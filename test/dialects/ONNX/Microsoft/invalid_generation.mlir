// RUN: cameo-opt %s --onnx-infer-shapes --split-input-file --verify-diagnostics

func.func @rank(%x: tensor<1x2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{input 0 of graph 'decoder' must be a tensor of declared rank}}
  %0 = onnx.microsoft.GreedySearch %x, %n, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%t: tensor<*xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @inputs(%x: tensor<1x2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{graph 'decoder' has 4 inputs and 1 outputs; expected are tokens, positions, a mask and a past for each output but the logits}}
  %0 = onnx.microsoft.GreedySearch %x, %n, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l : tensor<1x1x4xf32>
  } encoder {} first {}
  return
}

// -----

func.func @heads(%x: tensor<1x2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{graph 'init_decoder' must declare the heads of its past and their size}}
  %0 = onnx.microsoft.GreedySearch %x, %n, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x?x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x?x?x1xf32>
  }
  return
}

// -----

func.func @kind(%x: tensor<1x2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{has no form with model_type 1}}
  %0 = onnx.microsoft.GreedySearch %x, %n, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 1 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @kinds(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{has no form with model_type 3}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @encoder(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{with model_type 1 needs graph 'encoder'}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 1 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x1xi32>, %m: tensor<?x?xi32>, %a: tensor<?x1x?x1xf32>, %c: tensor<?x1x?x1xf32>, %e: tensor<?x1x?x1xf32>, %f: tensor<?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %a, %c : tensor<1x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @decoder(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{graph 'decoder' has 5 inputs and 3 outputs; expected are tokens, a mask, perhaps hidden states, and four past keys and values for every two outputs after the logits}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 1 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x1xi32>, %m: tensor<?x?xi32>, %a: tensor<?x1x?x1xf32>, %c: tensor<?x1x?x1xf32>, %e: tensor<?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %a, %c : tensor<1x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {
  ^bb0(%t: tensor<?x?xi32>, %m: tensor<?x?xi32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x2x1xf32>
    onnx.Return %l, %l : tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>
  } first {}
  return
}

// -----

func.func @outputs(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{graph 'encoder' has 1 outputs; expected are 2}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 1 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x1xi32>, %m: tensor<?x?xi32>, %a: tensor<?x1x?x1xf32>, %c: tensor<?x1x?x1xf32>, %e: tensor<?x1x?x1xf32>, %f: tensor<?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %a, %c : tensor<1x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {
  ^bb0(%t: tensor<?x?xi32>, %m: tensor<?x?xi32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x2x1xf32>
    onnx.Return %l : tensor<1x1x2x1xf32>
  } first {}
  return
}

// -----

func.func @size(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{graph 'decoder' must declare its heads and their size}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64, model_type = 1 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x1xi32>, %m: tensor<?x?xi32>, %a: tensor<?x1x?x1xf32>, %c: tensor<?x1x?x1xf32>, %e: tensor<?x1x?x1xf32>, %f: tensor<?x1x?x?xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %a, %c : tensor<1x1x4xf32>, tensor<?x1x?x1xf32>, tensor<?x1x?x1xf32>
  } encoder {
  ^bb0(%t: tensor<?x?xi32>, %m: tensor<?x?xi32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x2x1xf32>
    onnx.Return %l, %l : tensor<1x1x2x1xf32>, tensor<1x1x2x1xf32>
  } first {}
  return
}

// -----

func.func @processor(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{logits_processor must be the constant 0}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %n {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<1xi32>, tensor<1xi32>, none, none, none, none, none, none, tensor<1xi32>) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @beams(%x: tensor<1x2xi32>, %n: tensor<1xi32>, %b: tensor<2xi32>) {
  %none = onnx.None : none
  // expected-error @below {{needs one num_beams and one num_return_sequences}}
  %0:3 = onnx.microsoft.BeamSearch %x, %n, %none, %b, %n, %none, %none, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, tensor<2xi32>, tensor<1xi32>, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none) decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @seed(%x: tensor<1x2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{the seed must be known at compile time}}
  %0:2 = onnx.microsoft.Sampling %x, %n, %none, %none, %none, %none, %none, %none, %n {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<1x2xi32>, tensor<1xi32>, none, none, none, none, none, none, tensor<1xi32>) -> (!onnx.unknown, none) decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}

// -----

func.func @length(%x: tensor<2xi32>, %n: tensor<1xi32>) {
  %none = onnx.None : none
  // expected-error @below {{needs batches of tokens, one max_length, and logits of known rank}}
  %0 = onnx.microsoft.GreedySearch %x, %n, %none, %none, %none, %none, %none {eos_token_id = 3 : i64, pad_token_id = 3 : i64} : (tensor<2xi32>, tensor<1xi32>, none, none, none, none, none) -> !onnx.unknown decoder {
  ^bb0(%t: tensor<?x?xi32>, %p: tensor<?x?xi32>, %m: tensor<?x?xi32>, %s: tensor<2x?x1x?x1xf32>):
    %l = onnx.Constant dense<0.0> : tensor<1x1x4xf32>
    onnx.Return %l, %s : tensor<1x1x4xf32>, tensor<2x?x1x?x1xf32>
  } encoder {} first {}
  return
}
