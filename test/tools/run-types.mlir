// RUN: cameo run %s --input 'I=[-128, 127]' --input 'U=[255, 0]' --input 'H=[0.1, 65504]' --input 'L=[-9223372036854775808, 1]' | FileCheck %s
// CHECK:      y_i8: tensor<2xi8> [127, 127]
// CHECK-NEXT: y_ui8: tensor<2xui8> [255, 0]
// CHECK-NEXT: y_f16: tensor<2xf16> [-0.1, -65500]
// CHECK-NEXT: y_i64: tensor<2xi64> [-9223372036854775808, 1]

// RUN: not cameo run %s --input 'I=[128, 0]' 2>&1 | FileCheck %s --check-prefix=RANGE
// RANGE: '128' is not a value of type i8
func.func @main(%I: tensor<2xi8>, %U: tensor<2xui8>, %H: tensor<2xf16>, %L: tensor<2xi64>) -> (tensor<2xi8>, tensor<2xui8>, tensor<2xf16>, tensor<2xi64>) {
  %0 = onnx.Constant dense<127> : tensor<2xi8>
  %y_i8 = onnx.Max %I, %0 : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %1 = onnx.Constant dense<0> : tensor<2xui8>
  %y_ui8 = onnx.Max %U, %1 : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xui8>
  %y_f16 = onnx.Neg %H : (tensor<2xf16>) -> tensor<2xf16>
  %2 = onnx.Constant dense<1> : tensor<2xi64>
  %y_i64 = onnx.Mul %L, %2 : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
  return %y_i8, %y_ui8, %y_f16, %y_i64 : tensor<2xi8>, tensor<2xui8>, tensor<2xf16>, tensor<2xi64>
}
