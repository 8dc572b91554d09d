// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors of the file as attributes, without copying the large ones.

#ifndef CAMEO_IMPORTER_TENSORS_H
#define CAMEO_IMPORTER_TENSORS_H

#include "lib/Importer/Proto.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace cameo {

/// More dimensions than this are refused: nothing that is a model has them.
inline constexpr int64_t maxRank = 64;
/// A tensor of more elements than this cannot be addressed.
inline constexpr int64_t maxElements = int64_t(1) << 46;

/// The number of elements, or nullopt when it is above `maxElements` or an
/// extent is negative.
std::optional<int64_t> countElements(llvm::ArrayRef<int64_t> extents);

class TensorReader {
public:
  TensorReader(mlir::MLIRContext *context, llvm::StringRef directory)
      : context(context), directory(directory) {}

  /// The tensor as a constant; its bytes are taken out of `tensor`.
  llvm::FailureOr<mlir::ElementsAttr> read(proto::TensorProto &tensor, mlir::Location loc);
  /// The same of a sparse tensor, made dense.
  llvm::FailureOr<mlir::ElementsAttr> read(proto::SparseTensorProto &tensor, mlir::Location loc);

private:
  /// Bytes in the layout of MLIR's dense attributes, and what keeps them alive.
  struct Bytes {
    llvm::ArrayRef<char> data;
    std::shared_ptr<void> owner;
  };

  llvm::FailureOr<mlir::RankedTensorType> typeOf(const proto::TensorProto &tensor,
                                                 mlir::Location loc);
  llvm::FailureOr<mlir::ElementsAttr> readStrings(const proto::TensorProto &tensor,
                                                  mlir::RankedTensorType type, mlir::Location loc);
  llvm::FailureOr<Bytes> readBytes(proto::TensorProto &tensor, mlir::RankedTensorType type,
                                   mlir::Location loc);
  llvm::FailureOr<Bytes> readExternal(const proto::TensorProto &tensor, size_t size,
                                      mlir::Location loc);
  mlir::ElementsAttr makeAttribute(mlir::RankedTensorType type, Bytes bytes, llvm::StringRef name);

  mlir::MLIRContext *context;
  std::string directory;
  llvm::StringMap<std::shared_ptr<llvm::MemoryBuffer>> files;
};

} // namespace cameo

#endif
