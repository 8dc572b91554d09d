// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A structured operation computes its body once per point of its loops, a
// contraction one multiply-add.

#include "tools/cameo/Work.h"
#include "dialects/Cameo/Panels.h"
#include "lib/Conversion/HostToLLVM/MemoryPlan.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace cameo;
using namespace cameo::tool;
using namespace mlir;

static std::optional<int64_t> product(ArrayRef<int64_t> extents) {
  int64_t result = 1;
  for (int64_t extent : extents)
    if (ShapedType::isDynamic(extent) || llvm::MulOverflow(result, extent, result))
      return std::nullopt;
  return result;
}

// The points of a contraction's loops: each loop has the extent of the plain
// position that it indexes in some operand.
static std::optional<int64_t> pointsOf(ContractOp contract) {
  AffineMap right = contract.getMap(1), out = contract.getMap(2);
  SmallVector<int64_t> extents(out.getNumDims(), ShapedType::kDynamic);
  auto note = [&](AffineMap map, Value tensor) {
    for (auto [expr, extent] :
         llvm::zip(map.getResults(), cast<RankedTensorType>(tensor.getType()).getShape()))
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        extents[dim.getPosition()] = extent;
  };
  note(contract.getMap(0), contract.getLhs());
  note(out, contract.getInit());
  if (!contract.getPacked()) {
    note(right, contract.getRhs());
    return product(extents);
  }
  // [batch dims of right…, panels, its other dims…, 16]; of a dim in words the left
  // operand has told the extent.
  unsigned columns = cast<AffineDimExpr>(out.getResults().back()).getPosition();
  ArrayRef<int64_t> shape = cast<RankedTensorType>(contract.getRhs().getType()).getShape();
  unsigned axis = 0;
  for (bool batch : {true, false}) {
    for (AffineExpr expr : right.getResults()) {
      unsigned dim = cast<AffineDimExpr>(expr).getPosition();
      if (dim == columns || out.isFunctionOfDim(dim) != batch)
        continue;
      if (ShapedType::isDynamic(extents[dim]))
        extents[dim] = shape[axis];
      ++axis;
    }
    ++axis; // the panels
  }
  if (contract.getScales()) // bytes of two numbers
    extents.push_back(byteNumbers);
  return product(extents);
}

// What a point costs: arithmetic on elements; comparisons count, conversions do not.
static int64_t operationsIn(linalg::LinalgOp op) {
  int64_t count = 0;
  op->getRegion(0).walk([&](Operation *part) {
    bool computes = isa_and_nonnull<arith::ArithDialect, math::MathDialect>(part->getDialect());
    if (computes && part->getNumResults() == 1 && !part->getResult(0).getType().isIndex() &&
        !isa<arith::ConstantOp, CastOpInterface>(part))
      ++count;
  });
  return count;
}

static bool multipliesAndAdds(linalg::LinalgOp op) {
  bool multiplies = false, adds = false;
  op->getRegion(0).walk([&](Operation *part) {
    multiplies |= isa<arith::MulFOp, arith::MulIOp>(part);
    adds |= isa<arith::AddFOp, arith::AddIOp>(part);
  });
  return op.getNumReductionLoops() && multiplies && adds;
}

std::optional<Work> tool::workOf(KernelOp kernel) {
  Work work;
  bool known = true;
  kernel.getBody().walk([&](Operation *op) {
    if (auto contract = dyn_cast<ContractOp>(op)) {
      auto points = pointsOf(contract);
      known &= points.has_value();
      work.multiplyAdds += points.value_or(0);
      work.operations += 2 * points.value_or(0);
    } else if (auto structured = dyn_cast<linalg::LinalgOp>(op)) {
      auto points = product(structured.getStaticLoopRanges());
      int64_t perPoint = operationsIn(structured);
      known &= points.has_value() || perPoint == 0;
      work.operations += points.value_or(0) * perPoint;
      if (multipliesAndAdds(structured))
        work.multiplyAdds += points.value_or(0);
    } else if (isa<LoopLikeOpInterface>(op)) {
      known = false;
    }
  });
  return known ? std::optional(work) : std::nullopt;
}

std::optional<int64_t> tool::trafficOf(DispatchOp dispatch) {
  int64_t bytes = 0;
  llvm::SmallPtrSet<Value, 8> seen;
  for (ValueRange values : {ValueRange(dispatch.getArguments()), ValueRange(dispatch.getResults())})
    for (Value value : values) {
      auto tensor = dyn_cast<RankedTensorType>(value.getType());
      if (!tensor || !seen.insert(value).second)
        continue;
      if (!tensor.hasStaticShape())
        return std::nullopt;
      bytes += byteSize(tensor, {}).coefficient;
    }
  return bytes;
}
