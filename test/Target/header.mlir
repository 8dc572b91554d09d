// Names that C does not allow, or that meet once they are made so.
// RUN: rm -rf %t && mkdir %t && cameo compile %s -o %t/net.o
// RUN: FileCheck %s < %t/net.h
// RUN: %cc -std=c11 -Wall -Wextra -pedantic -Werror -I%runtime_dir -fsyntax-only -x c-header %t/net.h
// RUN: %cxx -std=c++20 -Wall -Wextra -pedantic -Werror -I%runtime_dir -fsyntax-only -x c++-header %t/net.h

// CHECK:      #define NET_CONV_X_0_SIZE 6
// CHECK-NEXT: #define NET_CONV_X_0_2_SIZE 2
// CHECK-NEXT: #define NET_CLASS_SIZE 6
// CHECK-NEXT: #define NET_NULL_SIZE 2
// CHECK:      typedef struct net_inputs {
// CHECK-NEXT:   const float *conv_x_0; /* float32 [2, 3], 'conv/x:0' */
// CHECK-NEXT:   const bool *conv_x_0_2; /* bool [2], 'conv x.0' */
// CHECK-NEXT:   const uint16_t *t123; /* float16 (its bits) [N, 2], '123' */
// CHECK-NEXT:   int64_t N;
// CHECK-NEXT: } net_inputs;
// CHECK:      typedef struct net_outputs {
// CHECK-NEXT:   float *class_; /* float32 [2, 3], 'class' */
// CHECK-NEXT:   bool *NULL_; /* bool [2], 'NULL' */
// CHECK-NEXT:   uint16_t *a_; /* float16 (its bits) [N, 2], 'a* /' */
// CHECK-NEXT:   int64_t a_shape[2]; /* set by the run */
// CHECK-NEXT: } net_outputs;
// CHECK:      size_t net_workspace_size(int64_t N);
func.func @main(%a: tensor<2x3xf32> {onnx.name = "conv/x:0"}, %b: tensor<2xi1> {onnx.name = "conv x.0"},
                %c: tensor<?x2xf16> {onnx.name = "123", onnx.dim_names = ["N", ""]})
    -> (!onnx.unknown {onnx.name = "class"}, !onnx.unknown {onnx.name = "NULL"}, !onnx.unknown {onnx.name = "a*/"}) {
  %0 = onnx.Neg %a : (tensor<2x3xf32>) -> !onnx.unknown
  %1 = onnx.Not %b : (tensor<2xi1>) -> !onnx.unknown
  %2 = onnx.Neg %c : (tensor<?x2xf16>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
