// Names that mean something in C's headers, in the runtime's and in this one.
// RUN: rm -rf %t && mkdir %t && cameo compile %s -o %t/cameo.o
// RUN: FileCheck %s < %t/cameo.h
// RUN: %cc -std=c11 -Wall -Wextra -pedantic -Werror -I%runtime_dir -include errno.h -include limits.h -include math.h -include complex.h -include signal.h -include stdio.h -fsyntax-only -x c-header %t/cameo.h
// RUN: %cxx -std=c++20 -Wall -Wextra -pedantic -Werror -I%runtime_dir -include cerrno -include climits -include cmath -include csignal -include cstdio -fsyntax-only -x c++-header %t/cameo.h

// RUN: not cameo compile %s -o %t/cameo_runtime.o 2>&1 | FileCheck %s --check-prefix=HIDES
// HIDES: the header beside it would hide the runtime's cameo_runtime.h
// RUN: not cameo compile %s -o %t/x.o --name=cameo_x 2>&1 | FileCheck %s --check-prefix=PREFIX
// PREFIX: --name=cameo_x: the prefix must be a C identifier, such as model_cameo_x

// CHECK:      typedef struct model_cameo_inputs {
// CHECK-NEXT:   const float *stdin_; /* float32 [int64_t_], 'stdin' */
// CHECK-NEXT:   const float *EINVAL_;
// CHECK-NEXT:   const float *MODEL_CAMEO_I_SIZE_;
// CHECK-NEXT:   int64_t int64_t_; /* 'int64_t' */
// CHECK:      typedef struct model_cameo_outputs {
// CHECK-NEXT:   float *I_;
// CHECK-NEXT:   float *INT_MAX_;
// CHECK-NEXT:   float *cameo_model_;
// CHECK:      extern const cameo_model model_cameo_model;
func.func @main(%a: tensor<?xf32> {onnx.name = "stdin", onnx.dim_names = ["int64_t"]}, %b: tensor<2xf32> {onnx.name = "EINVAL"},
                %c: tensor<2xf32> {onnx.name = "MODEL_CAMEO_I_SIZE"})
    -> (!onnx.unknown {onnx.name = "I"}, !onnx.unknown {onnx.name = "INT_MAX"}, !onnx.unknown {onnx.name = "cameo_model"}) {
  %0 = onnx.Neg %b : (tensor<2xf32>) -> !onnx.unknown
  %1 = onnx.Neg %a : (tensor<?xf32>) -> !onnx.unknown
  %2 = onnx.Neg %c : (tensor<2xf32>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
