// Two compilations of a model give the same bytes, whatever its extents.
// RUN: cameo compile %s --name=net --dim=m=3 --dim=n=5 -o %t.1.o && cameo compile %s --name=net --dim=m=3 --dim=n=5 -o %t.2.o
// RUN: cmp %t.1.o %t.2.o
// RUN: cameo compile %s --name=net -o %t.3.o && cameo compile %s --name=net -o %t.4.o && cameo compile %s --name=net -o %t.5.o
// RUN: cmp %t.3.o %t.4.o
// RUN: cmp %t.3.o %t.5.o
// RUN: not cmp %t.1.o %t.3.o

func.func @main(%x: tensor<?x?x4xf32> {onnx.name = "x", onnx.dim_names = ["m", "n", ""]},
                %y: tensor<?x4x?xf32> {onnx.name = "y", onnx.dim_names = ["m", "", "n"]},
                %z: tensor<?x?xf32> {onnx.name = "z", onnx.dim_names = ["k", "n"]})
    -> (tensor<?x?x?xf32> {onnx.name = "a"}, tensor<?x?x?xf32> {onnx.name = "b"}) {
  %w = onnx.Constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 8.0, 7.0, 6.0], [5.0, 4.0, 3.0, 2.0]]> : tensor<4x4xf32>
  %0 = onnx.MatMul %x, %w : (tensor<?x?x4xf32>, tensor<4x4xf32>) -> tensor<?x?x4xf32>
  %1 = onnx.Tanh %0 : (tensor<?x?x4xf32>) -> tensor<?x?x4xf32>
  %2 = onnx.MatMul %1, %y : (tensor<?x?x4xf32>, tensor<?x4x?xf32>) -> tensor<?x?x?xf32>
  %3 = onnx.Softmax %2 : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %4 = onnx.Transpose %3 {perm = array<i64: 2, 0, 1>} : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %5 = onnx.Add %3, %z : (tensor<?x?x?xf32>, tensor<?x?xf32>) -> tensor<?x?x?xf32>
  %6 = onnx.MatMul %4, %z : (tensor<?x?x?xf32>, tensor<?x?xf32>) -> tensor<?x?x?xf32>
  %7 = onnx.Erf %6 : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %5, %7 : tensor<?x?x?xf32>, tensor<?x?x?xf32>
}
