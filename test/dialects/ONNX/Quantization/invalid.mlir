// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @zero_point_shape(%x: tensor<2x3xf32>, %scale: tensor<3xf32>, %zero: tensor<2xi8>) -> !onnx.unknown {
  // expected-error @+1 {{the zero point has not the shape of the scale}}
  %0 = onnx.QuantizeLinear %x, %scale, %zero : (tensor<2x3xf32>, tensor<3xf32>, tensor<2xi8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @block_size(%x: tensor<2x3xi8>, %scale: tensor<2x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{block_size must not be negative, but is -1}}
  %0 = onnx.DequantizeLinear %x, %scale, %none {block_size = -1 : i64} : (tensor<2x3xi8>, tensor<2x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @scale_rank(%x: tensor<2x3xi8>, %scale: tensor<2x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the scale must be a scalar or a vector, but has rank 2}}
  %0 = onnx.DequantizeLinear %x, %scale, %none : (tensor<2x3xi8>, tensor<2x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @axis(%x: tensor<2x3xi8>, %scale: tensor<3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{axis 2 is outside [-2, 1]}}
  %0 = onnx.DequantizeLinear %x, %scale, %none {axis = 2 : i64} : (tensor<2x3xi8>, tensor<3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @scale_extent(%x: tensor<2x3xi8>, %scale: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the scale has extent 2 in dimension 0, but the tensor needs 3}}
  %0 = onnx.DequantizeLinear %x, %scale, %none : (tensor<2x3xi8>, tensor<2xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @blocks_rank(%x: tensor<2x3xi8>, %scale: tensor<2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the scale of blocks must have the tensor's rank 2, but has rank 1}}
  %0 = onnx.DequantizeLinear %x, %scale, %none {block_size = 2 : i64} : (tensor<2x3xi8>, tensor<2xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @blocks_extent(%x: tensor<2x5xi8>, %scale: tensor<2x2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the scale has extent 2 in dimension 1, but the tensor needs 3}}
  %0 = onnx.DequantizeLinear %x, %scale, %none {block_size = 2 : i64} : (tensor<2x5xi8>, tensor<2x2xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @element_type(%x: tensor<2xf32>, %scale: tensor<f32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{77 is not the number of an element type}}
  %0 = onnx.QuantizeLinear %x, %scale, %none {output_dtype = 77 : i64} : (tensor<2xf32>, tensor<f32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @precision(%x: tensor<2xf32>, %scale: tensor<f32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{precision must be the number of a float type}}
  %0 = onnx.QuantizeLinear %x, %scale, %none {precision = 3 : i64} : (tensor<2xf32>, tensor<f32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @conflict(%x: tensor<2xf32>, %scale: tensor<f32>, %zero: tensor<i8>) -> !onnx.unknown {
  // expected-error @+1 {{output_dtype is 'ui8', but the zero point is 'i8'}}
  %0 = onnx.QuantizeLinear %x, %scale, %zero {output_dtype = 2 : i64} : (tensor<2xf32>, tensor<f32>, tensor<i8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @zero_point_type(%x: tensor<2xi8>, %scale: tensor<f32>, %zero: tensor<ui8>) -> !onnx.unknown {
  // expected-error @+1 {{x is 'i8', but the zero point is 'ui8'}}
  %0 = onnx.DequantizeLinear %x, %scale, %zero : (tensor<2xi8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @real_type(%x: tensor<2xi8>, %scale: tensor<f32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{output_dtype must be the number of a float type}}
  %0 = onnx.DequantizeLinear %x, %scale, %none {output_dtype = 6 : i64} : (tensor<2xi8>, tensor<f32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @contracted(%a: tensor<2x3xi8>, %b: tensor<4x5xi8>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the contracted dimensions have extents 3 and 4}}
  %0 = onnx.MatMulInteger %a, %b, %none, %none : (tensor<2x3xi8>, tensor<4x5xi8>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @scalar(%a: tensor<i8>, %b: tensor<4x5xi8>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{operands must have rank at least 1}}
  %0 = onnx.MatMulInteger %a, %b, %none, %none : (tensor<i8>, tensor<4x5xi8>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @batches(%a: tensor<2x3x4xi8>, %b: tensor<3x4x5xi8>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{batch extents 2 and 3 do not broadcast}}
  %0 = onnx.MatMulInteger %a, %b, %none, %none : (tensor<2x3x4xi8>, tensor<3x4x5xi8>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @channels(%x: tensor<1x3x8x8xui8>, %w: tensor<4x2x3x3xi8>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the operand has 3 channels, the filters are for 2}}
  %0 = onnx.ConvInteger %x, %w, %none, %none : (tensor<1x3x8x8xui8>, tensor<4x2x3x3xi8>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @bias(%x: tensor<1x2x8x8xui8>, %w: tensor<4x2x3x3xi8>, %s: tensor<f32>, %z: tensor<ui8>, %wz: tensor<i8>, %b: tensor<3xi32>) -> !onnx.unknown {
  // expected-error @+1 {{the bias must be a vector of 4 elements}}
  %0 = onnx.QLinearConv %x, %s, %z, %w, %s, %wz, %s, %z, %b : (tensor<1x2x8x8xui8>, tensor<f32>, tensor<ui8>, tensor<4x2x3x3xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<ui8>, tensor<3xi32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
