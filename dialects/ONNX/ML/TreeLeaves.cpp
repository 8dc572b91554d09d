// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of TreeLeaves: whatever they hold, every walk ends at a leaf.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/ML/Trees.h"

using namespace mlir;
using namespace cameo::onnx;

LogicalResult MLTreeLeavesOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0);
  if (failed(x))
    return failure();
  if (x->size() != 2)
    return emitOpError() << "needs a matrix, but has rank " << x->size();
  int64_t count = getFeatures().size(), features = 0;
  if (count > std::numeric_limits<int32_t>::max())
    return emitOpError() << "has too many nodes";
  for (size_t length : {getModes().size(), getNo().size(), getThresholds().size(), getYes().size()})
    if (int64_t(length) != count)
      return emitOpError() << "has tables of " << count << " and of " << length << " nodes";
  for (auto [node, feature] : llvm::enumerate(getFeatures())) {
    if (feature < 0)
      return emitOpError() << "node " << node << " compares feature " << feature;
    features = std::max(features, feature + 1);
    int64_t mode = getModes()[node] & ~missingIsYes;
    if (mode < 0 || mode >= int64_t(BranchMode::Member))
      return emitOpError() << "node " << node << " has the unknown mode " << mode;
    for (int64_t child : {getYes()[node], getNo()[node]})
      if (child < std::numeric_limits<int32_t>::min() ||
          (child >= 0 && (child <= int64_t(node) || child >= count)))
        return emitOpError() << "node " << node << " goes on with node " << child
                             << ", which is none after it";
  }
  for (int64_t root : getRoots())
    if (root < std::numeric_limits<int32_t>::min() || root >= count)
      return emitOpError() << "there is no node " << root;
  if (!ctx.assumeAtMost(ctx.constant(features), (*x)[1]))
    return emitOpError() << "compares feature " << features - 1 << ", which the rows do not have";
  return ctx.setResult(0, IntegerType::get(getContext(), 64),
                       {(*x)[0], ctx.constant(getRoots().size())});
}
