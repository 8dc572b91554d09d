// RUN: cameo-opt %s --split-input-file --onnx-infer-shapes --verify-diagnostics

func.func @regions(%x: tensor<1x1x4x4xf32>, %r: tensor<2x3xf32>, %b: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{needs images [batches, channels, height, width], regions [n, 4] and the image of each}}
  %0 = onnx.RoiAlign %x, %r, %b : (tensor<1x1x4x4xf32>, tensor<2x3xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @mode(%x: tensor<1x1x4x4xf32>, %r: tensor<2x4xf32>, %b: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{unknown mode 'min'}}
  %0 = onnx.RoiAlign %x, %r, %b {mode = "min"} : (tensor<1x1x4x4xf32>, tensor<2x4xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @size(%x: tensor<1x1x4x4xf32>, %r: tensor<2x4xf32>, %b: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{output_height, output_width or sampling_ratio is out of range}}
  %0 = onnx.RoiAlign %x, %r, %b {output_height = 0 : i64} : (tensor<1x1x4x4xf32>, tensor<2x4xf32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @pooled(%x: tensor<1x1x4x4xf32>, %r: tensor<2x5xf32>) -> !onnx.unknown {
  // expected-error @+1 {{pooled_shape has 1 values, not 2}}
  %0 = onnx.MaxRoiPool %x, %r {pooled_shape = array<i64: 2>} : (tensor<1x1x4x4xf32>, tensor<2x5xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @pooled_regions(%x: tensor<1x1x4x4xf32>, %r: tensor<2x4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{needs images [batches, channels, height, width] and regions [n, 5]}}
  %0 = onnx.MaxRoiPool %x, %r {pooled_shape = array<i64: 2, 2>} : (tensor<1x1x4x4xf32>, tensor<2x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @offsets(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x2x2xf32>, %o: tensor<1x7x2x2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{offset must have 8 channels and an element for each window}}
  %0 = onnx.DeformConv %x, %w, %o, %none, %none : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x7x2x2xf32>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @reach(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x5x2xf32>, %o: tensor<1x20x1x2xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{a window that reaches over 5}}
  %0 = onnx.DeformConv %x, %w, %o, %none, %none : (tensor<1x1x3x3xf32>, tensor<1x1x5x2xf32>, tensor<1x20x1x2xf32>, none, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @image(%x: tensor<2x3xui8>) -> !onnx.unknown {
  // expected-error @+1 {{needs a file as a vector of bytes}}
  %0 = onnx.ImageDecoder %x : (tensor<2x3xui8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @format(%x: tensor<3xui8>) -> !onnx.unknown {
  // expected-error @+1 {{unknown pixel_format 'YUV'}}
  %0 = onnx.ImageDecoder %x {pixel_format = "YUV"} : (tensor<3xui8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @blocks(%x: tensor<1x5x4xf32>) -> !onnx.unknown {
  %two = onnx.Constant dense<[2, 2]> : tensor<2xi64>
  %three = onnx.Constant dense<[3, 3]> : tensor<2xi64>
  // expected-error @+1 {{5 rows do not divide into blocks of 4}}
  %0 = onnx.Col2Im %x, %three, %two : (tensor<1x5x4xf32>, tensor<2xi64>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @block(%x: tensor<1x4x4xf32>) -> !onnx.unknown {
  %zero = onnx.Constant dense<[2, 0]> : tensor<2xi64>
  %three = onnx.Constant dense<[3, 3]> : tensor<2xi64>
  // expected-error @+1 {{block_shape has the value 0, which is out of range}}
  %0 = onnx.Col2Im %x, %three, %zero : (tensor<1x4x4xf32>, tensor<2xi64>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
