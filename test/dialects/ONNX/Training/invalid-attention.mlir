// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @rank(%x: tensor<1x2x4xf32>) {
  // expected-error @below {{needs operands Q, K and V of rank 4}}
  %0 = onnx.preview.FlexAttention %x, %x, %x : (tensor<1x2x4xf32>, tensor<1x2x4xf32>, tensor<1x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @groups(%q: tensor<1x3x2x4xf32>, %k: tensor<1x2x2x4xf32>) {
  // expected-error @below {{the 3 heads of Q do not divide into 2 groups}}
  %0 = onnx.preview.FlexAttention %q, %k, %k : (tensor<1x3x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @elements(%q: tensor<1x2x2x4xf32>, %k: tensor<1x2x2x4xf64>) {
  // expected-error @below {{needs operands of one element type}}
  %0 = onnx.preview.FlexAttention %q, %k, %k : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf64>, tensor<1x2x2x4xf64>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @precision(%q: tensor<1x2x2x4xf32>) {
  // expected-error @below {{softmax_precision 7 is not a floating-point type}}
  %0 = onnx.preview.FlexAttention %q, %q, %q {softmax_precision = 7 : i64} : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @heads(%q: tensor<1x?x2x4xf32>) {
  // expected-error @below {{the number of heads and their size must be known at compile time}}
  %0 = onnx.preview.FlexAttention %q, %q, %q : (tensor<1x?x2x4xf32>, tensor<1x?x2x4xf32>, tensor<1x?x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @batches(%q: tensor<1x2x2x4xf32>, %k: tensor<2x2x2x4xf32>) {
  // expected-error @below {{Q, K and V have different batches}}
  %0 = onnx.preview.FlexAttention %q, %k, %k : (tensor<1x2x2x4xf32>, tensor<2x2x2x4xf32>, tensor<2x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @sizes(%q: tensor<1x2x2x4xf32>, %k: tensor<1x2x2x3xf32>) {
  // expected-error @below {{heads of Q and K have different sizes}}
  %0 = onnx.preview.FlexAttention %q, %k, %k : (tensor<1x2x2x4xf32>, tensor<1x2x2x3xf32>, tensor<1x2x2x3xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @values(%q: tensor<1x2x2x4xf32>, %v: tensor<1x2x3x4xf32>) {
  // expected-error @below {{needs as many keys as values}}
  %0 = onnx.preview.FlexAttention %q, %q, %v : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x3x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @outputs(%q: tensor<1x2x2x4xf32>) {
  // expected-error @below {{prob_mod must have one input and one output}}
  %0 = onnx.preview.FlexAttention %q, %q, %q : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a, %a : tensor<*xf32>, tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  }
  return
}

// -----

func.func @type(%q: tensor<1x2x2x4xf32>) {
  // expected-error @below {{the output of score_mod must be of its input's type}}
  %0 = onnx.preview.FlexAttention %q, %q, %q : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    %b = onnx.Shape %a : (tensor<*xf32>) -> !onnx.unknown
    onnx.Return %b : !onnx.unknown
  }
  return
}

// -----

func.func @extent(%q: tensor<1x2x2x4xf32>) {
  %other = onnx.Constant dense<0.0> : tensor<1x2x2x3xf32>
  // expected-error @below {{the output of score_mod has another extent than its input in dimension 3}}
  %0 = onnx.preview.FlexAttention %q, %q, %q : (tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>) -> !onnx.unknown prob {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %a : tensor<*xf32>
  } score {
  ^bb0(%a: tensor<*xf32>):
    onnx.Return %other : tensor<1x2x2x3xf32>
  }
  return
}
