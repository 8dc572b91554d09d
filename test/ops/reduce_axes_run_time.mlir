// RUN: cameo run %s --input x='[[[1, 2], [3, 4]], [[5, 6], [7, 9]]]' --input a='[-1, 0]' --input e='[]' | FileCheck %s
// CHECK: kept: tensor<1x2x1xf32> {{.*}}3.5{{.*}}5.75
// CHECK: gone: tensor<2xf32> [6, 9]
// CHECK: all: tensor<1x1x1xf32> {{.*}}37
func.func @main(%x: tensor<?x2x2xf32> {onnx.dim_names = ["n", "", ""]}, %a: tensor<2xi64>, %e: tensor<0xi64>)
    -> (!onnx.unknown {onnx.name = "kept"}, !onnx.unknown {onnx.name = "gone"}, !onnx.unknown {onnx.name = "all"}) {
  %kept = onnx.ReduceMean %x, %a : (tensor<?x2x2xf32>, tensor<2xi64>) -> !onnx.unknown
  %gone = onnx.ReduceMax %x, %a {keepdims = 0 : i64} : (tensor<?x2x2xf32>, tensor<2xi64>) -> !onnx.unknown
  %all = onnx.ReduceSum %x, %e : (tensor<?x2x2xf32>, tensor<0xi64>) -> !onnx.unknown
  return %kept, %gone, %all : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
