// RUN: cameo run %s --input 'X=[[[[1,2,3,4],[5,6,7,8]],[[11,12,13,14],[15,16,17,18]]]]' | FileCheck %s

// Channels are the fastest.
// CHECK: Y: tensor<1x8x1x2xi32> {{\[\[\[\[}}1, 3]], {{\[\[}}11, 13]], {{\[\[}}2, 4]], {{\[\[}}12, 14]], {{\[\[}}5, 7]], {{\[\[}}15, 17]], {{\[\[}}6, 8]], {{\[\[}}16, 18]]]]
func.func @main(%x: tensor<1x2x2x4xi32> {onnx.name = "X"}) -> (!onnx.unknown {onnx.name = "Y"}) {
  %0 = onnx.SpaceToDepth %x {blocksize = 2 : i64} : (tensor<1x2x2x4xi32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
