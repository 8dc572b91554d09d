// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The policy of fusion into kernels.

#include "lib/Kernels/Groups.h"
#include "dialects/Cameo/Cameo.h"
#include "lib/Kernels/Epilogue.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

using namespace mlir;
using namespace cameo;

Value cameo::extentOf(OpBuilder &builder, Value tensor, int64_t axis) {
  Operation *producer = tensor.getDefiningOp();
  auto materialize = [&](OpFoldResult size) {
    return getValueOrCreateConstantIndexOp(builder, tensor.getLoc(), size);
  };
  if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(producer))
    return materialize(empty.getMixedSizes()[axis]);
  if (auto destination = dyn_cast_or_null<DestinationStyleOpInterface>(producer))
    return extentOf(builder, destination.getTiedOpOperand(cast<OpResult>(tensor))->get(), axis);
  if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(producer))
    return materialize(expand.getMixedOutputShape()[axis]);
  if (auto collapse = dyn_cast_or_null<tensor::CollapseShapeOp>(producer)) {
    Value product;
    for (int64_t source : collapse.getReassociationIndices()[axis]) {
      auto type = collapse.getSrcType();
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
  if (auto dispatch = dyn_cast_or_null<DispatchOp>(producer)) {
    ReifiedRankedShapedTypeDims shapes;
    if (succeeded(dispatch.reifyResultShapes(builder, shapes)))
      return materialize(shapes[cast<OpResult>(tensor).getResultNumber()][axis]);
  }
  if (auto reifiable = dyn_cast_or_null<ReifyRankedShapedTypeOpInterface>(producer)) {
    ReifiedRankedShapedTypeDims shapes;
    if (succeeded(reifiable.reifyResultShapes(builder, shapes)))
      return materialize(shapes[cast<OpResult>(tensor).getResultNumber()][axis]);
  }
  return builder.createOrFold<tensor::DimOp>(tensor.getLoc(), tensor, axis);
}

// Operations that move no data, or only compute extents and scalars, stay outside.
static bool computes(Operation *op) {
  if (isa<tensor::EmptyOp, linalg::FillOp, tensor::CollapseShapeOp, tensor::ExpandShapeOp,
          tensor::CastOp, arith::ConstantOp, DispatchOp>(op))
    return false;
  return llvm::any_of(op->getResultTypes(), [](Type type) { return isa<RankedTensorType>(type); });
}

// A fill that is a result by itself, not the start of an accumulation.
static bool isLoneFill(Operation *op) {
  auto fill = dyn_cast<linalg::FillOp>(op);
  return fill && llvm::any_of(fill->getUsers(), [&](Operation *user) {
    if (auto destination = dyn_cast<DestinationStyleOpInterface>(user))
      return llvm::any_of(destination.getDpsInputs(),
                          [&](Value input) { return input == fill.getResult(0); });
    return !isa<tensor::InsertSliceOp>(user);
  });
}

SmallVector<Group> cameo::formGroups(func::FuncOp function) {
  SmallVector<Group> groups;
  DenseMap<Operation *, unsigned> groupOf;
  for (Operation &op : function.getBody().front()) {
    if (!computes(&op) && !isLoneFill(&op))
      continue;
    // An insertion continues the operation that made its destination.
    if (auto insert = dyn_cast<tensor::InsertSliceOp>(op)) {
      Operation *dest = insert.getDest().getDefiningOp();
      if (auto it = groupOf.find(dest); it != groupOf.end() && dest->hasOneUse() &&
                                        isa<tensor::InsertSliceOp>(dest)) {
        groups[it->second].ops.push_back(&op);
        groupOf[&op] = it->second;
        continue;
      }
    }
    // A contraction takes the elementwise operation that alone consumes it.
    if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
      ContractOp contract;
      for (Value input : generic.getDpsInputs())
        if (auto candidate = input.getDefiningOp<ContractOp>();
            candidate && candidate->hasOneUse() && isEpilogueOf(generic, candidate))
          contract = candidate;
      auto it = contract ? groupOf.find(contract) : groupOf.end();
      if (it != groupOf.end() && groups[it->second].ops.size() == 1) {
        groups[it->second].ops.push_back(&op);
        groupOf[&op] = it->second;
        continue;
      }
    }
    groupOf[&op] = groups.size();
    groups.push_back({{&op}, 0});
  }
  llvm::sort(groups, [](const Group &a, const Group &b) {
    return a.ops.back()->isBeforeInBlock(b.ops.back());
  });
  return groups;
}

std::string cameo::groupName(const Group &group) {
  StringRef name = group.ops.front()->getName().stripDialect();
  return name.str();
}
