// A picture is as large as its file says; damaged, it has no pixels.
// RUN: cameo run %s --input data='[80, 51, 32, 49, 32, 50, 32, 57, 32, 57, 32, 48, 32, 48, 32, 48, 32, 57, 32, 48]' | FileCheck %s
// RUN: cameo run %s --input data='[80, 51, 32]' | FileCheck %s --check-prefix=DAMAGED
// RUN: cameo compile %s -o %t.o && FileCheck %s --check-prefix=HEADER < %t.h
// HEADER: /* Link with -lcameo_runtime_images {{.*}} -lopenjp2 -lstdc++ besides the runtime. */
// CHECK: rgb: tensor<2x1x3xui8> {{\[\[\[}}255, 0, 0]], {{\[\[}}0, 255, 0]]]
// CHECK-NEXT: bgr: tensor<2x1x3xui8> {{\[\[\[}}0, 0, 255]], {{\[\[}}0, 255, 0]]]
// CHECK-NEXT: gray: tensor<2x1x1xui8> {{\[\[\[}}76]], {{\[\[}}150]]]
// DAMAGED: rgb: tensor<0x0x3xui8>
func.func @main(%x: tensor<?xui8> {onnx.name = "data"})
    -> (!onnx.unknown {onnx.name = "rgb"}, !onnx.unknown {onnx.name = "bgr"}, !onnx.unknown {onnx.name = "gray"}) {
  %0 = onnx.ImageDecoder %x : (tensor<?xui8>) -> !onnx.unknown
  %1 = onnx.ImageDecoder %x {pixel_format = "BGR"} : (tensor<?xui8>) -> !onnx.unknown
  %2 = onnx.ImageDecoder %x {pixel_format = "Grayscale"} : (tensor<?xui8>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
