# A model with three paddings of a convolution, each with filters that are known and with
# the same filters times an input, and what they differ by.
BEGIN {
  x = "tensor<?x16x?x?xf32>"; filters = "tensor<16x16x3x3xf32>"; unknown = "!onnx.unknown"
  print "func.func @main(%x: " x " {onnx.name = \"x\", onnx.dim_names = [\"n\", \"\", \"h\", \"w\"]},"
  print "                %one: tensor<f32> {onnx.name = \"one\"}) -> (tensor<i1> {onnx.name = \"close\"}, tensor<i1> {onnx.name = \"equal\"}) {"
  printf "  %%w = onnx.Constant dense<["
  srand(3)
  for (f = 0; f < 16; ++f) {
    printf "%s[", f ? ", " : ""
    for (c = 0; c < 16; ++c) {
      printf "%s[", c ? ", " : ""
      for (i = 0; i < 3; ++i)
        printf "%s[%.5f, %.5f, %.5f]", i ? ", " : "", rand() - 0.5, rand() - 0.5, rand() - 0.5
      printf "]"
    }
    printf "]"
  }
  print "]> : " filters
  print "  %none = onnx.None : none"
  print "  %limit = onnx.Constant dense<2.0e-5> : tensor<f32>"
  print "  %zero = onnx.Constant dense<0.0> : tensor<f32>"
  print "  %v = onnx.Mul %w, %one : (" filters ", tensor<f32>) -> " filters
  split("1, 1, 1, 1;0, 0, 0, 0;2, 0, 1, 3", pads, ";")
  for (k = 1; k <= 3; ++k) {
    for (side = 0; side < 2; ++side)
      print "  %y" k "_" side " = onnx.Conv %x, " (side ? "%v" : "%w") ", %none {kernel_shape = array<i64: 3, 3>, pads = array<i64: " pads[k] ">} : (" x ", " filters ", none) -> " x
    print "  %d" k " = onnx.Sub %y" k "_0, %y" k "_1 : (" x ", " x ") -> " x
    print "  %a" k " = onnx.Abs %d" k " : (" x ") -> " x
    print "  %m" k " = onnx.ReduceMax %a" k ", %none {keepdims = 0 : i64} : (" x ", none) -> tensor<f32>"
  }
  print "  %worst = onnx.Max %m1, %m2, %m3 : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>"
  print "  %close = onnx.Less %worst, %limit : (tensor<f32>, tensor<f32>) -> tensor<i1>"
  print "  %equal = onnx.Equal %worst, %zero : (tensor<f32>, tensor<f32>) -> tensor<i1>"
  print "  return %close, %equal : tensor<i1>, tensor<i1>"
  print "}"
}
