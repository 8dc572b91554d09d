// RUN: cameo-opt %s --split-input-file | cameo-opt --split-input-file | FileCheck %s --check-prefix=ROUND
// RUN: cameo-opt %s --split-input-file --onnx-to-linalg --verify-diagnostics | FileCheck %s

// A known condition leaves only its branch, whose graph sees the values outside.
// ROUND-LABEL: func.func @known
// ROUND:         onnx.If %{{.*}} : (tensor<i1>) -> !onnx.unknown then {
// ROUND:         } else {
// CHECK-LABEL: func.func @known
// CHECK-NOT:     onnx.If
// CHECK:         linalg.transpose ins(%arg0 : tensor<2x3xf32>)
// CHECK:         return %{{.*}} : tensor<3x2xf32>
func.func @known(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %c = onnx.Constant dense<true> : tensor<i1> : tensor<i1>
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    %1 = onnx.Transpose %x : (tensor<2x3xf32>) -> tensor<3x2xf32>
    onnx.Return %1 : tensor<3x2xf32>
  } else {
    onnx.Return %x : tensor<2x3xf32>
  }
  return %0 : !onnx.unknown
}

// -----

// Extents in which the branches differ are known when one has run.
// CHECK-LABEL: func.func @unknown
// CHECK:         %[[C:.*]] = tensor.extract %arg2[]
// CHECK:         %[[Y:.*]]:2 = cameo.if %[[C]] : tensor<?x3xf32>, index then {
// CHECK:           %[[A:.*]] = tensor.cast %arg0 : tensor<2x3xf32> to tensor<?x3xf32>
// CHECK:           cameo.yield %[[A]], %c2{{.*}} : tensor<?x3xf32>, index
// CHECK:         } else {
// CHECK:           cameo.yield %{{.*}}, %c4{{.*}} : tensor<?x3xf32>, index
// CHECK:         return %[[Y]]#0
func.func @unknown(%x: tensor<2x3xf32>, %y: tensor<4x3xf32>, %c: tensor<i1>) -> !onnx.unknown {
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    onnx.Return %x : tensor<2x3xf32>
  } else {
    onnx.Return %y : tensor<4x3xf32>
  }
  return %0 : !onnx.unknown
}

// -----

func.func @types(%x: tensor<2x3xf32>, %y: tensor<2x3xf16>, %c: tensor<i1>) -> !onnx.unknown {
  // expected-error @+1 {{the branches give result 0 different element types}}
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    onnx.Return %x : tensor<2x3xf32>
  } else {
    onnx.Return %y : tensor<2x3xf16>
  }
  return %0 : !onnx.unknown
}

// -----

func.func @ranks(%x: tensor<2x3xf32>, %y: tensor<3xf32>, %c: tensor<i1>) -> !onnx.unknown {
  // expected-error @+1 {{the branches give result 0 different ranks}}
  %0 = onnx.If %c : (tensor<i1>) -> !onnx.unknown then {
    onnx.Return %x : tensor<2x3xf32>
  } else {
    onnx.Return %y : tensor<3xf32>
  }
  return %0 : !onnx.unknown
}

// -----

func.func @squeezed(%x: tensor<?x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{without axes, has a result whose rank only the run knows}}
  %0 = onnx.Squeeze %x, %none : (tensor<?x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
