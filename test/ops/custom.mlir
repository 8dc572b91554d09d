// A function of the user's: operands as they are, an absent one as an empty vector;
// extents that only it knows.
// RUN: split-file %s %t
// RUN: %cc -std=c11 -fPIC -c -I%runtime_dir %t/twice.c -o %t/twice.o
// RUN: cameo run %t/model.mlir --library=%t/twice.o --input x='[1, 2, 3]' | FileCheck %s
// RUN: cameo run %t/model.mlir --library=%t/twice.o --input x='[]' | FileCheck %s --check-prefix=EMPTY
// RUN: not cameo run %t/model.mlir --library=%t/twice.o --input x='[1, -2, 3]' 2>&1 | FileCheck %s --check-prefix=STATUS
// RUN: not cameo run %t/wrong.mlir --library=%t/twice.o --input x='[1, 2, 3]' 2>&1 | FileCheck %s --check-prefix=SHAPE
// CHECK: y: tensor<6xf32> [-1, -2, -3, -1, -2, -3]
// EMPTY: y: tensor<0xf32> []
// STATUS: an index in the data is out of range
// SHAPE: cameo run: run: {{.*}}shape

//--- model.mlir
func.func @main(%x: tensor<?xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "y"}) {
  %none = onnx.None : none
  %0 = onnx.Custom "twice"(%x, %none) : (tensor<?xf32>, none) -> tensor<?xf32>
  %1 = onnx.Neg %0 : (tensor<?xf32>) -> !onnx.unknown
  return %1 : !onnx.unknown
}
//--- wrong.mlir
func.func @main(%x: tensor<?xf32> {onnx.name = "x"}) -> (tensor<5xf32> {onnx.name = "y"}) {
  %none = onnx.None : none
  %0 = onnx.Custom "twice"(%x, %none) : (tensor<?xf32>, none) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}
//--- twice.c
#include "cameo_runtime.h"

/* x, nothing -> x and x again; no number may be negative */
cameo_operator twice;
int twice(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
          cameo_tensor *results, int32_t num_results) {
  if (num_operands != 2 || num_results != 1 || operands[1].shape[0])
    return CAMEO_ERROR_INVALID_ARGUMENT;
  int64_t count = operands[0].shape[0], shape[1] = {2 * count};
  const float *x = operands[0].data;
  float *y = cameo_result(heap, results, 1, shape);
  for (int64_t i = 0; i < 2 * count; ++i) {
    y[i] = x[i % count];
    if (y[i] < 0)
      return CAMEO_ERROR_INDEX;
  }
  return CAMEO_OK;
}
