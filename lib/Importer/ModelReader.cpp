// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Protobuf copies strings and bytes out of its input: after decoding, the file
// itself is not needed any more, and tensors give their bytes away.

#include "lib/Importer/ModelReader.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

/// The newest version of the file format that is understood.
static constexpr int64_t newestIrVersion = 14;

std::unique_ptr<llvm::MemoryBuffer> cameo::openFile(StringRef path, Location loc) {
  // A pipe or a device would block or never end.
  llvm::sys::fs::file_status status;
  if (std::error_code error = llvm::sys::fs::status(path, status)) {
    emitError(loc) << "cannot open '" << path << "': " << error.message();
    return nullptr;
  }
  if (status.type() != llvm::sys::fs::file_type::regular_file) {
    emitError(loc) << "'" << path << "' is not a regular file";
    return nullptr;
  }
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer) {
    emitError(loc) << "cannot read '" << path << "': " << buffer.getError().message();
    return nullptr;
  }
  return std::move(*buffer);
}

std::unique_ptr<cameo::proto::ModelProto> cameo::readModel(llvm::MemoryBufferRef bytes,
                                                           Location loc) {
  if (bytes.getBufferSize() == 0) {
    emitError(loc) << "the file is empty";
    return nullptr;
  }
  if (bytes.getBufferSize() > size_t(std::numeric_limits<int32_t>::max())) {
    emitError(loc) << "the file is larger than 2 GiB, which protobuf cannot hold; "
                      "store the weights as external data";
    return nullptr;
  }
  auto model = std::make_unique<proto::ModelProto>();
  if (!model->ParseFromArray(bytes.getBufferStart(), int(bytes.getBufferSize()))) {
    emitError(loc) << "this is not an ONNX model, or it is truncated: protobuf cannot decode it";
    return nullptr;
  }
  if (model->ir_version() > newestIrVersion) {
    emitError(loc) << "the model's IR version " << model->ir_version()
                   << " is newer than the newest known one, " << newestIrVersion;
    return nullptr;
  }
  if (!model->has_graph()) {
    emitError(loc) << "the file has no graph: is it an ONNX model?";
    return nullptr;
  }
  return model;
}
