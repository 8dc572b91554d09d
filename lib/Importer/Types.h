// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types of the file as types of the onnx dialect.

#ifndef CAMEO_IMPORTER_TYPES_H
#define CAMEO_IMPORTER_TYPES_H

#include "lib/Importer/Proto.h"
#include "mlir/IR/Types.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

namespace cameo {

/// The type, or null with the reason in `why`. Symbolic dims found in `known`
/// are static; a tensor without shape is unranked.
mlir::Type convertType(const proto::TypeProto &type, const llvm::StringMap<int64_t> &known,
                       mlir::MLIRContext *context, std::string &why);

/// The names of the symbolic dims of a tensor type, one a dimension, empty for
/// the others.
llvm::SmallVector<llvm::StringRef> dimNames(const proto::TypeProto &type);

} // namespace cameo

#endif
