// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes are a model or a diagnostic. Half of the mutations are of the bytes;
// for the other half protobuf's text form, where a change of a word is a change
// of one field, is tried when the bytes are text.

#include "cameo/Importer/Importer.h"
#include "lib/Importer/Proto.h"
#include "mlir/IR/Diagnostics.h"
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>

namespace {
class Silent : public google::protobuf::io::ErrorCollector {
  void AddError(int, int, const std::string &) override {}
};
} // namespace

// Loading the dialects is most of a run's time, and a context remembers every
// name, type and weight it has seen: one serves some hundred runs.
static mlir::MLIRContext &freshContext() {
  static std::unique_ptr<mlir::MLIRContext> context;
  static unsigned runs = 0;
  if (runs++ % 256 == 0)
    context = std::make_unique<mlir::MLIRContext>(mlir::MLIRContext::Threading::DISABLED);
  return *context;
}

static void importBytes(llvm::StringRef bytes) {
  mlir::MLIRContext &context = freshContext();
  bool diagnosed = false;
  mlir::ScopedDiagnosticHandler handler(&context, [&](mlir::Diagnostic &) {
    diagnosed = true;
    return mlir::success();
  });
  auto module = cameo::importModel(llvm::MemoryBufferRef(bytes, "fuzz"), "", context);
  // A refusal without a reason is a bug as well.
  if (!module && !diagnosed)
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static google::protobuf::LogSilencer silencer;
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  importBytes(bytes);
  if (!bytes.starts_with("ir_version"))
    return 0;
  cameo::proto::ModelProto model;
  google::protobuf::TextFormat::Parser parser;
  Silent silent;
  parser.RecordErrorsTo(&silent);
  if (parser.ParseFromString(bytes.str(), &model))
    importBytes(model.SerializeAsString());
  return 0;
}
