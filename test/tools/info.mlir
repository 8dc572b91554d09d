// RUN: cameo info %s | FileCheck %s
// CHECK:      inputs:
// CHECK-NEXT:   x: f32 [N, 2]
// CHECK:      operators (of the newest opset):
// CHECK-NEXT:   Add {{ *}}1
// CHECK-NEXT:   Relu {{ *}}2
// CHECK-NEXT: constants: 1, with 2 floating-point parameters
// CHECK-NEXT: compiled:
// CHECK-NEXT:   CPUs: {{.+}}
// CHECK-NEXT:   kernels: {{[1-9]}}
// CHECK-NEXT:   object: {{[1-9].*}}
// CHECK-NEXT:   weights: {{[1-9].*}}
// CHECK-NEXT:   arena: depends on N

// RUN: cameo compile %s -o %t.so --name=net && cameo info %t.so | FileCheck %s --check-prefix=SO
// SO:      name: net
// SO-NEXT: producer: cameo 0.1.0
// SO-NEXT: inputs:
// SO-NEXT:   x: float32 [N, 2]
// SO-NEXT: outputs:
// SO-NEXT:   y: float32 [N, 2]
// SO-NEXT: dims: N
// RUN: cameo info --support | FileCheck %s --check-prefix=SUPPORT
// SUPPORT: ai.onnx, opsets 1 to 28
// SUPPORT:   And (in the form of opset 7): a and b
// SUPPORT:     in: A: bool; B: bool
// SUPPORT:   BatchNormalization (in the form of opset 15)
// SUPPORT:     attributes: epsilon
// SUPPORT:     refused: {{.*}}at compile time
// SUPPORT: ai.onnx.ml, opsets 1 to 5
// SUPPORT:   ZipMap (in the form of opset 1)
// SUPPORT: com.microsoft, opsets 1 to 1
// SUPPORT:   QMoE
// SUPPORT:     refused: {{.*}}not supported
// SUPPORT: {{[2-9][0-9][0-9]}} operators
// SUPPORT-NOT: Custom
// RUN: not cameo info 2>&1 | FileCheck %s --check-prefix=NOTHING
// NOTHING: give a model, or --support for a list of all operators
func.func @main(%x: tensor<?x2xf32> {onnx.dim_names = ["N", ""]}) -> tensor<?x2xf32> {
  %0 = onnx.Constant dense<[10.0, 20.0]> : tensor<2xf32>
  %1 = onnx.Add %x, %0 : (tensor<?x2xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  %2 = onnx.Relu %1 : (tensor<?x2xf32>) -> tensor<?x2xf32>
  %y = onnx.Relu %2 : (tensor<?x2xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
