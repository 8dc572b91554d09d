// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @channels(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the operand has 3 channels, the filters are for 2}}
  %0 = onnx.Conv %x, %w, %none : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @groups(%x: tensor<1x6x8x8xf32>, %w: tensor<4x2x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{4 filters do not divide into 3 groups}}
  %0 = onnx.Conv %x, %w, %none {group = 3 : i64} : (tensor<1x6x8x8xf32>, tensor<4x2x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @fit(%x: tensor<1x3x2x8xf32>, %w: tensor<4x3x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{a window that reaches over 3 elements does not fit into spatial dimension 0, of extent 2 with its padding}}
  %0 = onnx.Conv %x, %w, %none : (tensor<1x3x2x8xf32>, tensor<4x3x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @strides(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{strides has the value 0, which is out of range}}
  %0 = onnx.Conv %x, %w, %none {strides = array<i64: 0, 1>} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @auto_pad(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{unknown auto_pad 'SAME'}}
  %0 = onnx.Conv %x, %w, %none {auto_pad = "SAME"} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @bias(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the bias must be a vector of 4 elements}}
  %0 = onnx.Conv %x, %w, %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @kernel_shape(%x: tensor<1x3x8x8xf32>) -> !onnx.unknown {
  // expected-error @+1 {{kernel_shape has 1 values for 2 spatial dimensions}}
  %0:2 = onnx.MaxPool %x {kernel_shape = array<i64: 2>} : (tensor<1x3x8x8xf32>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @training(%x: tensor<1x3xf32>, %s: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{has running statistics only with training_mode}}
  %0:3 = onnx.BatchNormalization %x, %s, %s, %s, %s : (tensor<1x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (!onnx.unknown, !onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @per_channel(%x: tensor<1x3x4xf32>, %s: tensor<4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 must be a vector of one element a channel}}
  %0 = onnx.InstanceNormalization %x, %s, %s : (tensor<1x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @scale(%x: tensor<2x3xf32>, %s: tensor<4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 of extent 4 does not broadcast to 3 in dimension -1}}
  %0 = onnx.RMSNormalization %x, %s : (tensor<2x3xf32>, tensor<4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @softmax(%x: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{axis 2 is outside [-2, 1]}}
  %0 = onnx.Softmax %x {axis = 2 : i64} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @dropout(%x: tensor<2x3xf32>, %t: tensor<i1>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{only inference is supported: training_mode must be false}}
  %0:2 = onnx.Dropout %x, %none, %t : (tensor<2x3xf32>, none, tensor<i1>) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @unpool(%x: tensor<1x2x2xf32>, %i: tensor<1x2x2xi64>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs operands of rank 4, two more than kernel_shape has values}}
  %0 = onnx.MaxUnpool %x, %i, %none {kernel_shape = array<i64: 2, 2>} : (tensor<1x2x2xf32>, tensor<1x2x2xi64>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @unpool_shape(%x: tensor<1x2x2xf32>, %i: tensor<1x2x2xi64>) -> !onnx.unknown {
  %s = onnx.Constant dense<4> : tensor<2xi64>
  // expected-error @+1 {{output_shape has 2 values for rank 3}}
  %0 = onnx.MaxUnpool %x, %i, %s {kernel_shape = array<i64: 2>} : (tensor<1x2x2xf32>, tensor<1x2x2xi64>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @columns(%x: tensor<1x2x4xf32>) -> !onnx.unknown {
  %image = onnx.Constant dense<4> : tensor<1xi64>
  %block = onnx.Constant dense<2> : tensor<1xi64>
  // expected-error @+1 {{the operand has 4 columns, the image 3 blocks}}
  %0 = onnx.Col2Im %x, %image, %block : (tensor<1x2x4xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @rows(%x: tensor<1x3x3xf32>) -> !onnx.unknown {
  %image = onnx.Constant dense<4> : tensor<1xi64>
  %block = onnx.Constant dense<2> : tensor<1xi64>
  // expected-error @+1 {{3 rows do not divide into blocks of 2}}
  %0 = onnx.Col2Im %x, %image, %block : (tensor<1x3x3xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @block(%x: tensor<1x2x3xf32>) -> !onnx.unknown {
  %image = onnx.Constant dense<4> : tensor<1xi64>
  %block = onnx.Constant dense<2> : tensor<1xi64>
  // expected-error @+1 {{a block does not fit into dimension 0 of the image}}
  %0 = onnx.Col2Im %x, %image, %block {dilations = array<i64: 4>} : (tensor<1x2x3xf32>, tensor<1xi64>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @images(%x: tensor<1x2x3xf32>) -> !onnx.unknown {
  %image = onnx.Constant dense<4> : tensor<2xi64>
  %block = onnx.Constant dense<2> : tensor<1xi64>
  // expected-error @+1 {{needs an operand of rank 3, and as many extents of blocks as of images}}
  %0 = onnx.Col2Im %x, %image, %block : (tensor<1x2x3xf32>, tensor<2xi64>, tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
