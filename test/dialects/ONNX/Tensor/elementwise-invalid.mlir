// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @element_type(%x: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{to = 99 is not the number of an element type}}
  %0 = onnx.Cast %x {to = 99 : i64} : (tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @branches(%c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<2xf16>) -> !onnx.unknown {
  // expected-error @+1 {{X and Y must have one element type, but have 'f32' and 'f16'}}
  %0 = onnx.Where %c, %x, %y : (tensor<i1>, tensor<2xf32>, tensor<2xf16>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @no_lowering(%x: tensor<2xf32>) -> tensor<2xcomplex<f32>> {
  // expected-error @+1 {{has no lowering for elements of type 'complex<f32>'}}
  %0 = onnx.Cast %x {to = 14 : i64} : (tensor<2xf32>) -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// -----
func.func @bits(%x: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{elements of 'f32' and 'f64' differ in size}}
  %0 = onnx.BitCast %x {to = 11 : i64} : (tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @complex(%x: tensor<2xcomplex<f32>>) -> tensor<2xf32> {
  // expected-error @+1 {{has no lowering for elements of type 'complex<f32>'}}
  %0 = onnx.Cast %x {to = 1 : i64} : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----
func.func @bit_cast_to_nothing(%x: tensor<2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{cannot take elements of 'f32' as those of type 99}}
  %0 = onnx.BitCast %x {to = 99 : i64} : (tensor<2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @bit_cast_to_strings(%x: tensor<2xi1>) -> !onnx.unknown {
  // expected-error @+1 {{cannot take elements of 'i1' as those of type 8}}
  %0 = onnx.BitCast %x {to = 8 : i64} : (tensor<2xi1>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @bit_cast_to_complex(%x: tensor<2xf64>) -> tensor<2xcomplex<f32>> {
  // expected-error @+1 {{cannot take elements of 'f64' as those of type 14}}
  %0 = onnx.BitCast %x {to = 14 : i64} : (tensor<2xf64>) -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}
