// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The onnx dialect: ONNX's operators as the spec spells them, newest opset only.

#ifndef CAMEO_ONNX_DIALECT_TD
#define CAMEO_ONNX_DIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def ONNX_Dialect : Dialect {
  let name = "onnx";
  let cppNamespace = "::cameo::onnx";
  let summary = "ONNX operators of the newest opset";
  let description = [{
    One operation per ONNX operator, named and with operands, attributes and
    results ordered as in the spec; what is not of the domain ai.onnx has the
    domain's prefix (Domains.h): `onnx.ml.Scaler`. Older opsets never get here: the importer
    rewrites every node to the newest one first. An absent optional operand is
    the `onnx.None` value, so that operand positions stay the spec's; an absent
    optional result has type `none`.
  }];
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::mlir::func::FuncDialect"];
  let extraClassDeclaration = [{
    // Each family registers its operators in its own file.
#define CAMEO_ONNX_FAMILY(family) void register##family##Ops();
#include "dialects/ONNX/Families.def"
#undef CAMEO_ONNX_FAMILY
  }];
}

class ONNX_TypeDef<string name, string typeMnemonic> : TypeDef<ONNX_Dialect, name> {
  let mnemonic = typeMnemonic;
}

def ONNX_UnknownType : ONNX_TypeDef<"Unknown", "unknown"> {
  let summary = "a type that inference has yet to find";
}

def ONNX_StringType : ONNX_TypeDef<"String", "string"> {
  let summary = "the element type of a tensor of UTF-8 strings";
}

def ONNX_SequenceType : ONNX_TypeDef<"Sequence", "seq"> {
  let summary = "a list of values of one type";
  let parameters = (ins "::mlir::Type":$elementType);
  let assemblyFormat = "`<` $elementType `>`";
}

def ONNX_MapType : ONNX_TypeDef<"Map", "map"> {
  let summary = "values of one scalar type by keys, which are integers or strings";
  let parameters = (ins "::mlir::Type":$keyType, "::mlir::Type":$valueType);
  let assemblyFormat = "`<` $keyType `,` $valueType `>`";
}

def ONNX_OptionalType : ONNX_TypeDef<"Optional", "optional"> {
  let summary = "a value of the type, or nothing";
  let parameters = (ins "::mlir::Type":$elementType);
  let assemblyFormat = "`<` $elementType `>`";
}

#endif
