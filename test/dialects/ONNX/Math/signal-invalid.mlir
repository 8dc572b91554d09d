// RUN: cameo-opt %s --split-input-file --onnx-infer-shapes --verify-diagnostics

func.func @rank(%x: tensor<4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs an operand of rank 2 or more}}
  %0 = onnx.DFT %x, %none, %none : (tensor<4xf32>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @parts(%x: tensor<1x4x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs 1 or 2 as the operand's last extent}}
  %0 = onnx.DFT %x, %none, %none : (tensor<1x4x3xf32>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @one_sided(%x: tensor<1x4x2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{a complex signal has no one-sided transform}}
  %0 = onnx.DFT %x, %none, %none {onesided = 1 : i64} : (tensor<1x4x2xf32>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @axis(%x: tensor<1x4x2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  %axis = onnx.Constant dense<2> : tensor<i64>
  // expected-error @+1 {{axis 2 is outside [-3, 1], or the last one}}
  %0 = onnx.DFT %x, %none, %axis : (tensor<1x4x2xf32>, none, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @frames(%x: tensor<1x8xf32>, %step: tensor<i64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs a window or a frame_length}}
  %0 = onnx.STFT %x, %step, %none, %none : (tensor<1x8xf32>, tensor<i64>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @signal(%x: tensor<8xf32>, %step: tensor<i64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs a signal [batch, length] or [batch, length, parts]}}
  %0 = onnx.STFT %x, %step, %none, %step : (tensor<8xf32>, tensor<i64>, none, tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @window(%n: tensor<i64>) -> !onnx.unknown {
  // expected-error @+1 {{output_datatype 8 is no number type}}
  %0 = onnx.HannWindow %n {output_datatype = 8 : i64} : (tensor<i64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @mel(%n: tensor<i64>, %f: tensor<f32>) -> !onnx.unknown {
  // expected-error @+1 {{output_datatype 8 is no number type}}
  %0 = onnx.MelWeightMatrix %n, %n, %n, %f, %f {output_datatype = 8 : i64} : (tensor<i64>, tensor<i64>, tensor<i64>, tensor<f32>, tensor<f32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @square(%x: tensor<2x3x4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs square matrices}}
  %0 = onnx.Det %x : (tensor<2x3x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @matrices(%x: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs matrices, but its operand has rank 1}}
  %0 = onnx.Det %x : (tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
