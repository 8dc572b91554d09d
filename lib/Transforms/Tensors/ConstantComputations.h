// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which values follow from constants alone, and so are computed at compile time.

#ifndef CAMEO_KERNELS_CONSTANTCOMPUTATIONS_H
#define CAMEO_KERNELS_CONSTANTCOMPUTATIONS_H

#include "mlir/IR/PatternMatch.h"

namespace cameo {

/// Remembers what it finds, so that all questions together cost no more than a
/// walk over the function. Must be the listener of what rewrites meanwhile.
class ConstantComputations : public mlir::RewriterBase::Listener {
public:
  bool contains(mlir::Value value);

  void notifyOperationErased(mlir::Operation *op) override { known.erase(op); }

private:
  llvm::DenseMap<mlir::Operation *, bool> known;
};

} // namespace cameo

#endif
