// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tiles of workgroups are of floats only; contractions of bytes are reductions
// that an invocation an element computes.

#include "dialects/Cameo/Panels.h"
#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace cameo {
#define GEN_PASS_DEF_EXPANDBYTECONTRACTIONSPASS
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// The position of (n, k, …) in packed words: [batch…, n / 16, rest…, k / 4, n % 16, k % 4].
AffineMap packedMap(AffineMap left, AffineMap right, AffineMap out) {
  AffineExpr n = out.getResults().back(), k = left.getResults().back();
  SmallVector<AffineExpr> position;
  auto take = [&](bool batch) {
    for (AffineExpr expr : right.getResults())
      if (expr != n && expr != k &&
          out.isFunctionOfDim(cast<AffineDimExpr>(expr).getPosition()) == batch)
        position.push_back(expr);
  };
  take(true);
  position.push_back(n.floorDiv(panelColumns));
  take(false);
  position.append({k.floorDiv(wordBytes), n % panelColumns, k % wordBytes});
  return AffineMap::get(right.getNumDims(), 0, position, right.getContext());
}

// Numbers of four bits: both of a byte at a time.
void expandNumbers(ContractOp contract) {
  ImplicitLocOpBuilder b(contract.getLoc(), contract);
  AffineMap left = contract.getMap(0), right = contract.getMap(1), out = contract.getMap(2);
  AffineExpr n = right.getResult(0), block = right.getResult(1), byte = right.getResult(2);
  auto map = [&](ArrayRef<AffineExpr> results) {
    return AffineMap::get(out.getNumDims(), 0, results, b.getContext());
  };
  SmallVector<AffineExpr> odd(left.getResults());
  odd.back() = odd.back() + 1;
  AffineExpr panel = n.floorDiv(panelColumns), column = n % panelColumns;
  AffineMap maps[] = {left, map(odd), map({panel, block, byte, column}),
                      map({panel, block, column}), out};
  SmallVector<utils::IteratorType> iterators(out.getNumDims(), utils::IteratorType::reduction);
  for (AffineExpr expr : out.getResults())
    iterators[cast<AffineDimExpr>(expr).getPosition()] = utils::IteratorType::parallel;
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(b.getF32Type()));
  Value init = linalg::FillOp::create(b, zero, contract.getInit()).getResult(0);
  auto sum = linalg::GenericOp::create(
      b, init.getType(),
      ValueRange{contract.getLhs(), contract.getLhs(), contract.getRhs(), contract.getScales()},
      init, maps, iterators, [](OpBuilder &nested, Location loc, ValueRange args) {
        ImplicitLocOpBuilder in(loc, nested);
        auto by = [&](int64_t bits) {
          return arith::ConstantOp::create(in, in.getI32IntegerAttr(bits)).getResult();
        };
        Value both = arith::ExtUIOp::create(in, in.getI32Type(), args[2]);
        Value low = arith::AndIOp::create(in, both, by(15));
        Value high = arith::ShRUIOp::create(in, both, by(4));
        auto times = [&](Value x, Value number) -> Value {
          Value apart = arith::SubIOp::create(in, number, by(middleNumber));
          return arith::MulFOp::create(in, x, arith::SIToFPOp::create(in, in.getF32Type(), apart));
        };
        Value products = arith::AddFOp::create(in, times(args[0], low), times(args[1], high));
        Value scaled = arith::MulFOp::create(in, args[3], products);
        linalg::YieldOp::create(in, arith::AddFOp::create(in, args[4], scaled).getResult());
      });
  contract.replaceAllUsesWith(sum.getResult(0));
  contract.erase();
}

void expand(ContractOp contract) {
  ImplicitLocOpBuilder b(contract.getLoc(), contract);
  AffineMap left = contract.getMap(0), right = contract.getMap(1), out = contract.getMap(2);
  if (contract.getPacked())
    right = packedMap(left, right, out);
  SmallVector<utils::IteratorType> iterators(out.getNumDims(), utils::IteratorType::reduction);
  for (AffineExpr expr : out.getResults())
    iterators[cast<AffineDimExpr>(expr).getPosition()] = utils::IteratorType::parallel;
  Value zero = arith::ConstantOp::create(b, b.getI32IntegerAttr(0));
  Value init = linalg::FillOp::create(b, zero, contract.getInit()).getResult(0);
  auto sum = linalg::GenericOp::create(
      b, init.getType(), ValueRange{contract.getLhs(), contract.getRhs()}, init,
      ArrayRef{left, right, out}, iterators, [](OpBuilder &nested, Location loc, ValueRange args) {
        ImplicitLocOpBuilder in(loc, nested);
        Value x = arith::ExtUIOp::create(in, in.getI32Type(), args[0]);
        Value y = arith::ExtSIOp::create(in, in.getI32Type(), args[1]);
        Value sum = arith::AddIOp::create(in, args[2], arith::MulIOp::create(in, x, y));
        linalg::YieldOp::create(in, sum);
      });
  contract.replaceAllUsesWith(sum.getResult(0));
  contract.erase();
}

struct ExpandByteContractions
    : cameo::impl::ExpandByteContractionsPassBase<ExpandByteContractions> {
  void runOnOperation() override {
    for (auto contract : llvm::to_vector(getOperation().getOps<ContractOp>()))
      if (contract.getScales())
        expandNumbers(contract);
      else if (getElementTypeOrSelf(contract.getRhs().getType()).isInteger(8))
        expand(contract);
  }
};
} // namespace
