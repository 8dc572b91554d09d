// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns a kernel on tensors into one on addresses.

#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"

namespace cameo {
#define GEN_PASS_DEF_BINDKERNELBUFFERSPASS
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct BindKernelBuffers : cameo::impl::BindKernelBuffersPassBase<BindKernelBuffers> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    if (kernel.getResultTypes().empty())
      return; // Bound already.
    Block &entry = kernel.getBody().front();
    auto yield = cast<YieldOp>(entry.getTerminator());
    Location loc = kernel.getLoc();
    OpBuilder builder(&entry, entry.begin());
    auto pointer = LLVM::LLVMPointerType::get(&getContext());
    Type index = builder.getIndexType();

    // The new arguments follow the old, which go when all is replaced.
    unsigned old = entry.getNumArguments(), tensors = 0;
    while (tensors < old && isa<RankedTensorType>(entry.getArgument(tensors).getType()))
      ++tensors;
    SmallVector<Type> types(tensors + kernel.getNumResults(), pointer);
    types.append(old - tensors + 2, index);
    SmallVector<Location> locations(types.size(), loc);
    SmallVector<BlockArgument> arguments = llvm::to_vector(entry.addArguments(types, locations));
    unsigned firstIndex = tensors + kernel.getNumResults();

    auto bind = [&](unsigned number, RankedTensorType type, ArrayAttr dictionaries, unsigned entry) {
      SmallVector<Value> extents;
      if (auto numbers = dictionaries ? cast<DictionaryAttr>(dictionaries[entry])
                                            .getAs<DenseI64ArrayAttr>(extentsAttr)
                                      : DenseI64ArrayAttr())
        for (int64_t extent : numbers.asArrayRef())
          extents.push_back(arguments[firstIndex + extent - tensors]);
      auto memory = MemRefType::get(type.getShape(), type.getElementType());
      return BufferOp::create(builder, loc, memory, arguments[number], extents);
    };
    for (unsigned i = 0; i < tensors; ++i) {
      auto type = cast<RankedTensorType>(entry.getArgument(i).getType());
      Value memory = bind(i, type, kernel.getArgAttrsAttr(), i);
      Value tensor = bufferization::ToTensorOp::create(builder, loc, type, memory,
                                                       /*restrict=*/true, /*writable=*/false);
      entry.getArgument(i).replaceAllUsesWith(tensor);
    }
    for (unsigned i = tensors; i < old; ++i)
      entry.getArgument(i).replaceAllUsesWith(arguments[firstIndex + i - tensors]);
    SmallVector<Value> outputs;
    for (unsigned i = 0; i < kernel.getNumResults(); ++i)
      outputs.push_back(bind(tensors + i, cast<RankedTensorType>(kernel.getResultTypes()[i]),
                             kernel.getResAttrsAttr(), i));
    builder.setInsertionPoint(yield);
    for (auto [value, memory] : llvm::zip(yield.getValues(), outputs))
      bufferization::MaterializeInDestinationOp::create(builder, loc, TypeRange(), value, memory,
                                                        /*restrict=*/true, /*writable=*/true);
    YieldOp::create(builder, loc);
    yield.erase();
    entry.eraseArguments(0, old);
    kernel.setFunctionType(builder.getFunctionType(entry.getArgumentTypes(), {}));
    kernel.removeArgAttrsAttr();
    kernel.removeResAttrsAttr();
  }
};
} // namespace
