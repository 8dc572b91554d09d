// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a CPU has no instructions for bf16, LLVM keeps its values in registers as
// f32, and rounds them again by a call of the C compiler's library before each
// store. What only moves is an integer.

#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace cameo {
#define GEN_PASS_DEF_BF16TOINTEGERSPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct BF16ToIntegers : cameo::impl::BF16ToIntegersPassBase<BF16ToIntegers> {
  void runOnOperation() override {
    Type i16 = IntegerType::get(&getContext(), 16);
    AttrTypeReplacer replacer;
    replacer.addReplacement([&](BFloat16Type) { return i16; });
    replacer.addReplacement([&](FloatAttr value) -> std::optional<Attribute> {
      if (!value.getType().isBF16())
        return std::nullopt;
      return IntegerAttr::get(i16, value.getValue().bitcastToAPInt());
    });
    replacer.addReplacement([&](DenseElementsAttr elements) -> std::optional<Attribute> {
      if (!elements.getElementType().isBF16())
        return std::nullopt;
      return elements.bitcast(i16);
    });
    // The module's own attributes tell of the model.
    for (auto function : getOperation().getOps<FunctionOpInterface>())
      replacer.recursivelyReplaceElementsIn(function, /*replaceAttrs=*/true,
                                            /*replaceLocs=*/false, /*replaceTypes=*/true);
    getOperation()->walk([](arith::BitcastOp op) {
      if (op.getType() != op.getIn().getType())
        return;
      op.replaceAllUsesWith(op.getIn());
      op.erase();
    });
  }
};
} // namespace
