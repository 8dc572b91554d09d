// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From bytes to the protobuf of a model.

#ifndef CAMEO_IMPORTER_MODELREADER_H
#define CAMEO_IMPORTER_MODELREADER_H

#include "lib/Importer/Proto.h"
#include "mlir/IR/Location.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace cameo {

/// Maps a file into memory, or reports why not at `loc`.
std::unique_ptr<llvm::MemoryBuffer> openFile(llvm::StringRef path, mlir::Location loc);

/// Decodes a model and checks what must hold before its graph is looked at.
std::unique_ptr<proto::ModelProto> readModel(llvm::MemoryBufferRef bytes, mlir::Location loc);

} // namespace cameo

#endif
