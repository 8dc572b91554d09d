// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Support/Extents.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"

using namespace mlir;

Value cameo::extentOf(OpBuilder &builder, Value tensor, int64_t axis) {
  Operation *producer = tensor.getDefiningOp();
  auto materialize = [&](OpFoldResult size) {
    return getValueOrCreateConstantIndexOp(builder, tensor.getLoc(), size);
  };
  if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(producer))
    return materialize(empty.getMixedSizes()[axis]);
  if (auto destination = dyn_cast_or_null<DestinationStyleOpInterface>(producer))
    return extentOf(builder, destination.getTiedOpOperand(cast<OpResult>(tensor))->get(), axis);
  if (auto loop = dyn_cast_or_null<scf::ForOp>(producer))
    return extentOf(builder, loop.getTiedLoopInit(cast<OpResult>(tensor))->get(), axis);
  // Of an operation whose results are those of its only block.
  if (producer && producer->getNumRegions() == 1 && producer->getNumOperands() == 0 &&
      producer->getRegion(0).hasOneBlock() && producer->getRegion(0).getNumArguments() == 0) {
    Operation *end = producer->getRegion(0).front().getTerminator();
    if (end->getNumOperands() == producer->getNumResults())
      return extentOf(builder, end->getOperand(cast<OpResult>(tensor).getResultNumber()), axis);
  }
  if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(producer))
    return materialize(expand.getMixedOutputShape()[axis]);
  if (auto collapse = dyn_cast_or_null<tensor::CollapseShapeOp>(producer)) {
    Value product;
    ReassociationIndices sources = collapse.getReassociationIndices()[axis];
    auto type = collapse.getSrcType();
    for (int64_t source : sources) {
      Value extent = type.isDynamicDim(source)
                         ? extentOf(builder, collapse.getSrc(), source)
                         : materialize(builder.getIndexAttr(type.getDimSize(source)));
      product = product ? builder.createOrFold<arith::MulIOp>(tensor.getLoc(), product, extent)
                        : extent;
    }
    return product;
  }
  if (auto cast = dyn_cast_or_null<tensor::CastOp>(producer))
    return extentOf(builder, cast.getSource(), axis);
  if (auto reifiable = dyn_cast_or_null<ReifyRankedShapedTypeOpInterface>(producer)) {
    ReifiedRankedShapedTypeDims shapes;
    if (succeeded(reifiable.reifyResultShapes(builder, shapes)))
      return materialize(shapes[cast<OpResult>(tensor).getResultNumber()][axis]);
  }
  return builder.createOrFold<tensor::DimOp>(tensor.getLoc(), tensor, axis);
}
