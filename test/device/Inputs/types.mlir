// Every type that a device may lack, elementwise, over one symbolic extent: what a
// device without them computes must be what the CPU does, to the bit.
func.func @main(%h: tensor<?xf16> {onnx.name = "h", onnx.dim_names = ["n"]},
                %g: tensor<?xf16> {onnx.name = "g", onnx.dim_names = ["n"]},
                %f: tensor<?xf32> {onnx.name = "f", onnx.dim_names = ["n"]},
                %x: tensor<?xi8> {onnx.name = "x", onnx.dim_names = ["n"]},
                %x2: tensor<?xi8> {onnx.name = "x2", onnx.dim_names = ["n"]},
                %y: tensor<?xui8> {onnx.name = "y", onnx.dim_names = ["n"]},
                %y2: tensor<?xui8> {onnx.name = "y2", onnx.dim_names = ["n"]},
                %s: tensor<?xi16> {onnx.name = "s", onnx.dim_names = ["n"]},
                %s2: tensor<?xi16> {onnx.name = "s2", onnx.dim_names = ["n"]},
                %t: tensor<?xui16> {onnx.name = "t", onnx.dim_names = ["n"]},
                %t2: tensor<?xui16> {onnx.name = "t2", onnx.dim_names = ["n"]},
                %l: tensor<?xi64> {onnx.name = "l", onnx.dim_names = ["n"]},
                %m: tensor<?xi64> {onnx.name = "m", onnx.dim_names = ["n"]},
                %u: tensor<?xui64> {onnx.name = "u", onnx.dim_names = ["n"]},
                %u2: tensor<?xui64> {onnx.name = "u2", onnx.dim_names = ["n"]},
                %p: tensor<?xi1> {onnx.name = "p", onnx.dim_names = ["n"]},
                %q: tensor<?xi1> {onnx.name = "q", onnx.dim_names = ["n"]},
                %b: tensor<?xbf16> {onnx.name = "b", onnx.dim_names = ["n"]})
    -> (tensor<?xf32> {onnx.name = "half_to_float"},
        tensor<?xf16> {onnx.name = "float_to_half"},
        tensor<?xf16> {onnx.name = "half_sum"},
        tensor<?xf16> {onnx.name = "half_product"},
        tensor<?xi1> {onnx.name = "half_less"},
        tensor<?xf16> {onnx.name = "half_choice"},
        tensor<?xi8> {onnx.name = "half_to_byte"},
        tensor<?xi64> {onnx.name = "half_to_long"},
        tensor<?xf16> {onnx.name = "long_to_half"},
        tensor<?xf16> {onnx.name = "half_floor"},
        tensor<?xf32> {onnx.name = "brain_to_float"},
        tensor<?xbf16> {onnx.name = "float_to_brain"},
        tensor<?xbf16> {onnx.name = "brain_sum"},
        tensor<?xi8> {onnx.name = "i8_sum"},
        tensor<?xi8> {onnx.name = "i8_product"},
        tensor<?xi1> {onnx.name = "i8_equal"},
        tensor<?xi1> {onnx.name = "i8_less"},
        tensor<?xi8> {onnx.name = "i8_larger"},
        tensor<?xi8> {onnx.name = "i8_quotient"},
        tensor<?xi8> {onnx.name = "i8_remainder"},
        tensor<?xf32> {onnx.name = "i8_to_float"},
        tensor<?xi64> {onnx.name = "i8_to_long"},
        tensor<?xi8> {onnx.name = "float_to_i8"},
        tensor<?xi8> {onnx.name = "long_to_i8"},
        tensor<?xui8> {onnx.name = "ui8_sum"},
        tensor<?xui8> {onnx.name = "ui8_product"},
        tensor<?xi1> {onnx.name = "ui8_equal"},
        tensor<?xi1> {onnx.name = "ui8_less"},
        tensor<?xui8> {onnx.name = "ui8_larger"},
        tensor<?xui8> {onnx.name = "ui8_quotient"},
        tensor<?xui8> {onnx.name = "ui8_remainder"},
        tensor<?xf32> {onnx.name = "ui8_to_float"},
        tensor<?xi64> {onnx.name = "ui8_to_long"},
        tensor<?xui8> {onnx.name = "float_to_ui8"},
        tensor<?xui8> {onnx.name = "long_to_ui8"},
        tensor<?xi16> {onnx.name = "i16_sum"},
        tensor<?xi16> {onnx.name = "i16_product"},
        tensor<?xi1> {onnx.name = "i16_equal"},
        tensor<?xi1> {onnx.name = "i16_less"},
        tensor<?xi16> {onnx.name = "i16_larger"},
        tensor<?xi16> {onnx.name = "i16_quotient"},
        tensor<?xi16> {onnx.name = "i16_remainder"},
        tensor<?xf32> {onnx.name = "i16_to_float"},
        tensor<?xi64> {onnx.name = "i16_to_long"},
        tensor<?xi16> {onnx.name = "float_to_i16"},
        tensor<?xi16> {onnx.name = "long_to_i16"},
        tensor<?xui16> {onnx.name = "ui16_sum"},
        tensor<?xui16> {onnx.name = "ui16_product"},
        tensor<?xi1> {onnx.name = "ui16_equal"},
        tensor<?xi1> {onnx.name = "ui16_less"},
        tensor<?xui16> {onnx.name = "ui16_larger"},
        tensor<?xui16> {onnx.name = "ui16_quotient"},
        tensor<?xui16> {onnx.name = "ui16_remainder"},
        tensor<?xf32> {onnx.name = "ui16_to_float"},
        tensor<?xi64> {onnx.name = "ui16_to_long"},
        tensor<?xui16> {onnx.name = "float_to_ui16"},
        tensor<?xui16> {onnx.name = "long_to_ui16"},
        tensor<?xi8> {onnx.name = "i8_abs"},
        tensor<?xi8> {onnx.name = "i8_negative"},
        tensor<?xui8> {onnx.name = "ui8_not"},
        tensor<?xui16> {onnx.name = "i8_to_ui16"},
        tensor<?xi16> {onnx.name = "ui8_to_i16"},
        tensor<?xi8> {onnx.name = "i16_to_i8"},
        tensor<?xi1> {onnx.name = "ui16_to_bool"},
        tensor<?xui8> {onnx.name = "ui8_right"},
        tensor<?xui64> {onnx.name = "ui64_left"},
        tensor<?xui64> {onnx.name = "ui64_right"},
        tensor<?xui8> {onnx.name = "ui8_left"},
        tensor<?xi1> {onnx.name = "bool_and"},
        tensor<?xi1> {onnx.name = "bool_not"},
        tensor<?xf16> {onnx.name = "bool_to_half"},
        tensor<?xui8> {onnx.name = "bool_to_byte"},
        tensor<?xi64> {onnx.name = "bool_to_long"},
        tensor<?xi64> {onnx.name = "i64_sum"},
        tensor<?xi64> {onnx.name = "i64_difference"},
        tensor<?xi64> {onnx.name = "i64_product"},
        tensor<?xi64> {onnx.name = "i64_quotient"},
        tensor<?xi64> {onnx.name = "i64_remainder"},
        tensor<?xi64> {onnx.name = "i64_larger"},
        tensor<?xi64> {onnx.name = "i64_smaller"},
        tensor<?xi64> {onnx.name = "i64_fmod"},
        tensor<?xi1> {onnx.name = "i64_less"},
        tensor<?xi1> {onnx.name = "i64_equal"},
        tensor<?xi64> {onnx.name = "i64_abs"},
        tensor<?xi64> {onnx.name = "i64_sign"},
        tensor<?xf32> {onnx.name = "i64_to_float"},
        tensor<?xi64> {onnx.name = "float_to_i64"},
        tensor<?xi1> {onnx.name = "i64_to_bool"},
        tensor<?xi32> {onnx.name = "i64_to_int"},
        tensor<?xui64> {onnx.name = "ui64_quotient"},
        tensor<?xf32> {onnx.name = "ui64_to_float"},
        tensor<?xui64> {onnx.name = "float_to_ui64"},
        tensor<?xi1> {onnx.name = "ui64_less"}) {
  %0 = onnx.Cast %h {to = 1 : i64} : (tensor<?xf16>) -> tensor<?xf32>
  %1 = onnx.Cast %f {to = 10 : i64} : (tensor<?xf32>) -> tensor<?xf16>
  %2 = onnx.Add %h, %g : (tensor<?xf16>, tensor<?xf16>) -> tensor<?xf16>
  %3 = onnx.Mul %h, %g : (tensor<?xf16>, tensor<?xf16>) -> tensor<?xf16>
  %4 = onnx.Less %h, %g : (tensor<?xf16>, tensor<?xf16>) -> tensor<?xi1>
  %5 = onnx.Where %p, %h, %g : (tensor<?xi1>, tensor<?xf16>, tensor<?xf16>) -> tensor<?xf16>
  %6 = onnx.Cast %h {to = 3 : i64} : (tensor<?xf16>) -> tensor<?xi8>
  %7 = onnx.Cast %h {to = 7 : i64} : (tensor<?xf16>) -> tensor<?xi64>
  %8 = onnx.Cast %l {to = 10 : i64} : (tensor<?xi64>) -> tensor<?xf16>
  %9 = onnx.Floor %h : (tensor<?xf16>) -> tensor<?xf16>
  %10 = onnx.Cast %b {to = 1 : i64} : (tensor<?xbf16>) -> tensor<?xf32>
  %11 = onnx.Cast %f {to = 16 : i64} : (tensor<?xf32>) -> tensor<?xbf16>
  %12 = onnx.Add %b, %b : (tensor<?xbf16>, tensor<?xbf16>) -> tensor<?xbf16>
  %13 = onnx.Add %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi8>
  %14 = onnx.Mul %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi8>
  %15 = onnx.Equal %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi1>
  %16 = onnx.Less %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi1>
  %17 = onnx.Max %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi8>
  %18 = onnx.Div %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi8>
  %19 = onnx.Mod %x, %x2 : (tensor<?xi8>, tensor<?xi8>) -> tensor<?xi8>
  %20 = onnx.Cast %x {to = 1 : i64} : (tensor<?xi8>) -> tensor<?xf32>
  %21 = onnx.Cast %x {to = 7 : i64} : (tensor<?xi8>) -> tensor<?xi64>
  %22 = onnx.Cast %f {to = 3 : i64} : (tensor<?xf32>) -> tensor<?xi8>
  %23 = onnx.Cast %m {to = 3 : i64} : (tensor<?xi64>) -> tensor<?xi8>
  %24 = onnx.Add %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %25 = onnx.Mul %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %26 = onnx.Equal %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xi1>
  %27 = onnx.Less %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xi1>
  %28 = onnx.Max %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %29 = onnx.Div %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %30 = onnx.Mod %y, %y2 : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %31 = onnx.Cast %y {to = 1 : i64} : (tensor<?xui8>) -> tensor<?xf32>
  %32 = onnx.Cast %y {to = 7 : i64} : (tensor<?xui8>) -> tensor<?xi64>
  %33 = onnx.Cast %f {to = 2 : i64} : (tensor<?xf32>) -> tensor<?xui8>
  %34 = onnx.Cast %l {to = 2 : i64} : (tensor<?xi64>) -> tensor<?xui8>
  %35 = onnx.Add %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi16>
  %36 = onnx.Mul %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi16>
  %37 = onnx.Equal %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi1>
  %38 = onnx.Less %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi1>
  %39 = onnx.Max %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi16>
  %40 = onnx.Div %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi16>
  %41 = onnx.Mod %s, %s2 : (tensor<?xi16>, tensor<?xi16>) -> tensor<?xi16>
  %42 = onnx.Cast %s {to = 1 : i64} : (tensor<?xi16>) -> tensor<?xf32>
  %43 = onnx.Cast %s {to = 7 : i64} : (tensor<?xi16>) -> tensor<?xi64>
  %44 = onnx.Cast %f {to = 5 : i64} : (tensor<?xf32>) -> tensor<?xi16>
  %45 = onnx.Cast %m {to = 5 : i64} : (tensor<?xi64>) -> tensor<?xi16>
  %46 = onnx.Add %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xui16>
  %47 = onnx.Mul %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xui16>
  %48 = onnx.Equal %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xi1>
  %49 = onnx.Less %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xi1>
  %50 = onnx.Max %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xui16>
  %51 = onnx.Div %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xui16>
  %52 = onnx.Mod %t, %t2 : (tensor<?xui16>, tensor<?xui16>) -> tensor<?xui16>
  %53 = onnx.Cast %t {to = 1 : i64} : (tensor<?xui16>) -> tensor<?xf32>
  %54 = onnx.Cast %t {to = 7 : i64} : (tensor<?xui16>) -> tensor<?xi64>
  %55 = onnx.Cast %f {to = 4 : i64} : (tensor<?xf32>) -> tensor<?xui16>
  %56 = onnx.Cast %l {to = 4 : i64} : (tensor<?xi64>) -> tensor<?xui16>
  %57 = onnx.Abs %x : (tensor<?xi8>) -> tensor<?xi8>
  %58 = onnx.Neg %x : (tensor<?xi8>) -> tensor<?xi8>
  %59 = onnx.BitwiseNot %y : (tensor<?xui8>) -> tensor<?xui8>
  %60 = onnx.Cast %x {to = 4 : i64} : (tensor<?xi8>) -> tensor<?xui16>
  %61 = onnx.Cast %y {to = 5 : i64} : (tensor<?xui8>) -> tensor<?xi16>
  %62 = onnx.Cast %s {to = 3 : i64} : (tensor<?xi16>) -> tensor<?xi8>
  %63 = onnx.Cast %t {to = 9 : i64} : (tensor<?xui16>) -> tensor<?xi1>
  %64 = onnx.BitShift %y, %y2 {direction = "RIGHT"} : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %65 = onnx.BitShift %u, %u2 {direction = "LEFT"} : (tensor<?xui64>, tensor<?xui64>) -> tensor<?xui64>
  %66 = onnx.BitShift %u, %u2 {direction = "RIGHT"} : (tensor<?xui64>, tensor<?xui64>) -> tensor<?xui64>
  %67 = onnx.BitShift %y, %y2 {direction = "LEFT"} : (tensor<?xui8>, tensor<?xui8>) -> tensor<?xui8>
  %68 = onnx.And %p, %q : (tensor<?xi1>, tensor<?xi1>) -> tensor<?xi1>
  %69 = onnx.Not %p : (tensor<?xi1>) -> tensor<?xi1>
  %70 = onnx.Cast %p {to = 10 : i64} : (tensor<?xi1>) -> tensor<?xf16>
  %71 = onnx.Cast %p {to = 2 : i64} : (tensor<?xi1>) -> tensor<?xui8>
  %72 = onnx.Cast %p {to = 7 : i64} : (tensor<?xi1>) -> tensor<?xi64>
  %73 = onnx.Add %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %74 = onnx.Sub %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %75 = onnx.Mul %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %76 = onnx.Div %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %77 = onnx.Mod %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %78 = onnx.Max %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %79 = onnx.Min %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %80 = onnx.Mod %l, %m {fmod = 1 : i64} : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %81 = onnx.Less %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi1>
  %82 = onnx.Equal %l, %m : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi1>
  %83 = onnx.Abs %l : (tensor<?xi64>) -> tensor<?xi64>
  %84 = onnx.Sign %l : (tensor<?xi64>) -> tensor<?xi64>
  %85 = onnx.Cast %l {to = 1 : i64} : (tensor<?xi64>) -> tensor<?xf32>
  %86 = onnx.Cast %f {to = 7 : i64} : (tensor<?xf32>) -> tensor<?xi64>
  %87 = onnx.Cast %l {to = 9 : i64} : (tensor<?xi64>) -> tensor<?xi1>
  %88 = onnx.Cast %l {to = 6 : i64} : (tensor<?xi64>) -> tensor<?xi32>
  %89 = onnx.Div %u, %u2 : (tensor<?xui64>, tensor<?xui64>) -> tensor<?xui64>
  %90 = onnx.Cast %u {to = 1 : i64} : (tensor<?xui64>) -> tensor<?xf32>
  %91 = onnx.Cast %f {to = 13 : i64} : (tensor<?xf32>) -> tensor<?xui64>
  %92 = onnx.Less %u, %u2 : (tensor<?xui64>, tensor<?xui64>) -> tensor<?xi1>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18, %19, %20, %21, %22, %23, %24, %25, %26, %27, %28, %29, %30, %31, %32, %33, %34, %35, %36, %37, %38, %39, %40, %41, %42, %43, %44, %45, %46, %47, %48, %49, %50, %51, %52, %53, %54, %55, %56, %57, %58, %59, %60, %61, %62, %63, %64, %65, %66, %67, %68, %69, %70, %71, %72, %73, %74, %75, %76, %77, %78, %79, %80, %81, %82, %83, %84, %85, %86, %87, %88, %89, %90, %91, %92 :
    tensor<?xf32>, tensor<?xf16>, tensor<?xf16>, tensor<?xf16>, tensor<?xi1>, tensor<?xf16>, tensor<?xi8>, tensor<?xi64>, tensor<?xf16>, tensor<?xf16>, tensor<?xf32>, tensor<?xbf16>, tensor<?xbf16>, tensor<?xi8>, tensor<?xi8>, tensor<?xi1>, tensor<?xi1>, tensor<?xi8>, tensor<?xi8>, tensor<?xi8>, tensor<?xf32>, tensor<?xi64>, tensor<?xi8>, tensor<?xi8>, tensor<?xui8>, tensor<?xui8>, tensor<?xi1>, tensor<?xi1>, tensor<?xui8>, tensor<?xui8>, tensor<?xui8>, tensor<?xf32>, tensor<?xi64>, tensor<?xui8>, tensor<?xui8>, tensor<?xi16>, tensor<?xi16>, tensor<?xi1>, tensor<?xi1>, tensor<?xi16>, tensor<?xi16>, tensor<?xi16>, tensor<?xf32>, tensor<?xi64>, tensor<?xi16>, tensor<?xi16>, tensor<?xui16>, tensor<?xui16>, tensor<?xi1>, tensor<?xi1>, tensor<?xui16>, tensor<?xui16>, tensor<?xui16>, tensor<?xf32>, tensor<?xi64>, tensor<?xui16>, tensor<?xui16>, tensor<?xi8>, tensor<?xi8>, tensor<?xui8>, tensor<?xui16>, tensor<?xi16>, tensor<?xi8>, tensor<?xi1>, tensor<?xui8>, tensor<?xui64>, tensor<?xui64>, tensor<?xui8>, tensor<?xi1>, tensor<?xi1>, tensor<?xf16>, tensor<?xui8>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi1>, tensor<?xi1>, tensor<?xi64>, tensor<?xi64>, tensor<?xf32>, tensor<?xi64>, tensor<?xi1>, tensor<?xi32>, tensor<?xui64>, tensor<?xf32>, tensor<?xui64>, tensor<?xi1>
}
