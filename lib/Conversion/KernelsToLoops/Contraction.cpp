// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a contraction and its epilogue as linear accesses over loops.

#include "lib/Conversion/KernelsToLoops/Contraction.h"
#include "dialects/Cameo/Panels.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "lib/Conversion/KernelsToLoops/Tasks.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cameo;

Value Contraction::constant(int64_t value) { return arith::ConstantIndexOp::create(b, value); }
Value Contraction::add(Value x, Value y) { return b.createOrFold<arith::AddIOp>(x, y); }
Value Contraction::mul(Value x, Value y) { return b.createOrFold<arith::MulIOp>(x, y); }
Value Contraction::ceilDiv(Value x, int64_t y) {
  return b.createOrFold<arith::DivUIOp>(add(x, constant(y - 1)), constant(y));
}

Contraction::Contraction(KernelOp kernel, ContractOp contract, OpBuilder &builder)
    : kernel(kernel), contract(contract), b(contract.getLoc(), builder) {
  for (Operation *user : contract->getUsers())
    if (auto generic = dyn_cast<linalg::GenericOp>(user))
      epilogue = generic;
}

static Value bufferOf(Value tensor) {
  auto bound = tensor.getDefiningOp<bufferization::ToTensorOp>();
  return bound ? bound.getBuffer() : Value();
}

// The coefficient of each dim in a linear expression; the last is the constant.
static SmallVector<int64_t> coefficientsOf(AffineExpr expr, unsigned dims) {
  SmallVector<int64_t> result(dims + 1, 0);
  std::function<void(AffineExpr, int64_t)> visit = [&](AffineExpr part, int64_t factor) {
    if (auto dim = dyn_cast<AffineDimExpr>(part))
      result[dim.getPosition()] += factor;
    else if (auto constant = dyn_cast<AffineConstantExpr>(part))
      result[dims] += factor * constant.getValue();
    else if (auto binary = cast<AffineBinaryOpExpr>(part); part.getKind() == AffineExprKind::Add) {
      visit(binary.getLHS(), factor);
      visit(binary.getRHS(), factor);
    } else if (auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS())) {
      visit(binary.getLHS(), factor * scale.getValue());
    } else {
      visit(binary.getRHS(), factor * cast<AffineConstantExpr>(binary.getLHS()).getValue());
    }
  };
  visit(expr, 1);
  return result;
}

static Value flatten(ImplicitLocOpBuilder &b, Value memref) {
  auto buffer = memref.getDefiningOp<BufferOp>();
  auto type = cast<MemRefType>(memref.getType());
  if (type.hasStaticShape()) {
    auto flat = MemRefType::get({type.getNumElements()}, type.getElementType());
    return BufferOp::create(b, flat, buffer.getAddress(), ValueRange());
  }
  Value size = arith::ConstantIndexOp::create(b, 1);
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    size = b.createOrFold<arith::MulIOp>(
        size,
        getValueOrCreateConstantIndexOp(b, b.getLoc(), bufferExtent(b, b.getLoc(), memref, axis)));
  auto flat = MemRefType::get({ShapedType::kDynamic}, type.getElementType());
  return BufferOp::create(b, flat, buffer.getAddress(), size);
}

LinearAccess Contraction::access(Value memref, AffineMap map) {
  LinearAccess result;
  result.flat = flatten(b, memref);
  result.element = cast<MemRefType>(memref.getType()).getElementType();
  result.coefficients.assign(map.getNumDims(), constant(0));
  result.offset = constant(0);
  Value stride = constant(1);
  for (int64_t axis = map.getNumResults(); axis-- > 0;) {
    auto factors = coefficientsOf(map.getResult(axis), map.getNumDims());
    for (unsigned dim = 0; dim < map.getNumDims(); ++dim)
      if (factors[dim])
        result.coefficients[dim] =
            add(result.coefficients[dim], mul(stride, constant(factors[dim])));
    result.offset = add(result.offset, mul(stride, constant(factors.back())));
    stride = mul(stride, getValueOrCreateConstantIndexOp(
                             b, b.getLoc(), bufferExtent(b, b.getLoc(), memref, axis)));
  }
  return result;
}

// [batch…, panel, rest…, 16], and of bytes [batch…, panel, rest…, words, 16, 4]
LinearAccess Contraction::packedAccess(Value memref, AffineMap map) {
  LinearAccess result;
  result.flat = flatten(b, memref);
  result.element = cast<MemRefType>(memref.getType()).getElementType();
  result.coefficients.assign(map.getNumDims(), constant(0));
  result.offset = constant(0);
  SmallVector<unsigned> axisOrder;
  for (AffineExpr expr : map.getResults())
    if (unsigned dim = cast<AffineDimExpr>(expr).getPosition();
        dim != n && llvm::is_contained(batch, dim))
      axisOrder.push_back(dim);
  size_t batches = axisOrder.size();
  for (AffineExpr expr : map.getResults())
    if (unsigned dim = cast<AffineDimExpr>(expr).getPosition();
        dim != n && dim != wordDim && !llvm::is_contained(batch, dim))
      axisOrder.push_back(dim);
  if (wordDim)
    axisOrder.push_back(*wordDim);
  auto extentAt = [&](int64_t axis) {
    return getValueOrCreateConstantIndexOp(b, b.getLoc(),
                                           bufferExtent(b, b.getLoc(), memref, axis));
  };
  Value stride = constant(wordDim ? panelColumns * wordBytes : panelColumns);
  for (size_t position = axisOrder.size(); position-- > batches;) {
    result.coefficients[axisOrder[position]] = stride;
    stride = mul(stride, extentAt(position + 1));
  }
  panelStride = stride;
  stride = mul(stride, extentAt(batches));
  for (size_t position = batches; position-- > 0;) {
    result.coefficients[axisOrder[position]] = stride;
    stride = mul(stride, extentAt(position));
  }
  return result;
}

void Contraction::classify() {
  AffineMap leftMap = contract.getMap(0), rightMap = contract.getMap(1), out = contract.getMap(2);
  n = cast<AffineDimExpr>(out.getResults().back()).getPosition();
  vectorLeft = leftMap.isFunctionOfDim(n);
  extents.resize(out.getNumDims());
  for (unsigned dim = 0; dim < out.getNumDims(); ++dim) {
    if (dim == n)
      continue;
    if (!out.isFunctionOfDim(dim))
      k.push_back(dim);
    else if (rightMap.isFunctionOfDim(dim))
      batch.push_back(dim);
    else
      m.push_back(dim);
  }
  if (contract.getPacked() && !contract.getScales() &&
      getElementTypeOrSelf(contract.getRhs().getType()).isInteger(8)) {
    wordDim = cast<AffineDimExpr>(leftMap.getResults().back()).getPosition();
    llvm::erase(k, *wordDim);
    k.push_back(*wordDim);
  }
}

void Contraction::mergeReductions() {
  for (unsigned dim : k) {
    Reduction next{getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[dim]),
                   left.coefficients[dim], right.coefficients[dim]};
    if (dim == wordDim) {
      Value rest = b.createOrFold<arith::RemUIOp>(next.extent, constant(wordBytes));
      if (getConstantIntValue(rest) != 0)
        restBytes = rest;
      next.extent = b.createOrFold<arith::DivUIOp>(next.extent, constant(wordBytes));
      next.left = mul(next.left, constant(wordBytes));
      if (restBytes) {
        reductions.push_back(next);
        continue;
      }
    }
    if (contract.getScales()) { // blocks are apart
      reductions.push_back(next);
      continue;
    }
    // (k0, k1) is one loop where both operands step evenly from one to the other.
    auto merges = [&](Value outer, Value inner) {
      auto o = getConstantIntValue(outer), i = getConstantIntValue(inner),
           e = getConstantIntValue(next.extent);
      return o && i && e && *o == *i * *e;
    };
    if (!reductions.empty() && merges(reductions.back().left, next.left) &&
        merges(reductions.back().right, next.right)) {
      next.extent = mul(reductions.back().extent, next.extent);
      reductions.back() = next;
    } else if (getConstantIntValue(next.extent) != 1) {
      reductions.push_back(next);
    }
  }
  if (reductions.empty())
    reductions.push_back({constant(1), constant(0), constant(0)});
}

// A product as its constant and its other factors.
static std::pair<int64_t, SmallVector<void *>> factorsOf(ArrayRef<Value> values) {
  int64_t scale = 1;
  SmallVector<void *> factors;
  SmallVector<Value> worklist(values);
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    if (auto number = getConstantIntValue(value))
      scale *= *number;
    else if (auto product = value.getDefiningOp<arith::MulIOp>())
      llvm::append_range(worklist, product.getOperands());
    else
      factors.push_back(value.getAsOpaquePointer());
  }
  if (scale == 0)
    factors.clear();
  llvm::sort(factors);
  return {scale, factors};
}

bool Contraction::isUniform(const LinearAccess &access) {
  Value inner;
  Value innerExtent;
  for (unsigned dim : llvm::reverse(m)) {
    if (getConstantIntValue(extents[dim]) == 1)
      continue;
    if (inner && factorsOf(access.coefficients[dim]) != factorsOf({inner, innerExtent}))
      return false;
    inner = access.coefficients[dim];
    innerExtent = getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[dim]);
  }
  return true;
}

Value Contraction::extent(unsigned dim) {
  return getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[dim]);
}

Value Contraction::columnOffset(Value column) {
  if (!contract.getPacked())
    return column;
  Value inside = b.createOrFold<arith::RemUIOp>(column, constant(panelColumns));
  return add(mul(b.createOrFold<arith::DivUIOp>(column, constant(panelColumns)), panelStride),
             wordDim ? mul(inside, constant(wordBytes)) : inside);
}

SmallVector<Value> Contraction::rowOffsets(const LinearAccess &access, Value firstRow,
                                           int64_t count) {
  SmallVector<Value> result;
  if (isUniform(access)) {
    Value step = constant(0);
    for (unsigned dim : m)
      if (getConstantIntValue(extents[dim]) != 1)
        step = access.coefficients[dim];
    Value base = mul(firstRow, step);
    for (int64_t r = 0; r < count; ++r)
      result.push_back(add(base, mul(constant(r), step)));
    return result;
  }
  // The first row's position in each dimension, innermost first.
  SmallVector<unsigned> dims;
  for (unsigned dim : llvm::reverse(m))
    if (getConstantIntValue(extents[dim]) != 1)
      dims.push_back(dim);
  SmallVector<Value> digits;
  Value rest = firstRow, offset = constant(0);
  for (unsigned dim : dims) {
    bool outermost = dim == dims.back();
    digits.push_back(outermost ? rest : b.createOrFold<arith::RemUIOp>(rest, extent(dim)));
    if (!outermost)
      rest = b.createOrFold<arith::DivUIOp>(rest, extent(dim));
    offset = add(offset, mul(digits.back(), access.coefficients[dim]));
  }
  result.push_back(offset);
  bool aligned = count > 1 && count == alignedRows;
  for (int64_t r = 1; r < count; ++r) {
    Value step = access.coefficients[dims.front()];
    if (aligned) {
      result.push_back(add(offset, mul(constant(r), step)));
      continue;
    }
    // The next row: digits count up, and carry to the next dimension.
    Value next = add(result.back(), step), carries;
    for (size_t i = 0; i + 1 < dims.size(); ++i) {
      Value up = add(digits[i], constant(1));
      Value full = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, up, extent(dims[i]));
      if (carries) {
        full = arith::AndIOp::create(b, full, carries);
        up = arith::SelectOp::create(b, carries, up, digits[i]);
      }
      digits[i] = arith::SelectOp::create(b, full, constant(0), up);
      Value wrap = b.createOrFold<arith::SubIOp>(
          access.coefficients[dims[i + 1]], mul(extent(dims[i]), access.coefficients[dims[i]]));
      next = add(next, arith::SelectOp::create(b, full, wrap, constant(0)));
      carries = full;
    }
    result.push_back(next);
  }
  return result;
}

std::optional<unsigned> Contraction::innermostRow() {
  for (unsigned dim : llvm::reverse(m))
    if (getConstantIntValue(extents[dim]) != 1)
      return dim;
  return std::nullopt;
}

Value Contraction::batchOffset(const LinearAccess &access) {
  Value offset = access.offset;
  for (auto [dim, index] : llvm::zip(batch, batchIndices))
    offset = add(offset, mul(index, access.coefficients[dim]));
  return offset;
}

LogicalResult Contraction::analyze() {
  Value leftBuffer = bufferOf(contract.getLhs()), rightBuffer = bufferOf(contract.getRhs());
  if (!leftBuffer || !rightBuffer)
    return contract.emitOpError() << "reads a tensor that its kernel computes";
  b.setInsertionPoint(kernel.getBody().front().getTerminator());
  classify();

  // Extents from whichever operand a plain dim indexes.
  auto noteExtents = [&](Value memref, AffineMap map) {
    for (auto [axis, expr] : llvm::enumerate(map.getResults()))
      if (auto dim = dyn_cast<AffineDimExpr>(expr); dim && !extents[dim.getPosition()])
        extents[dim.getPosition()] = bufferExtent(b, b.getLoc(), memref, axis);
  };
  struct Store {
    Value value, memref;
    std::optional<Border> border;
  };
  SmallVector<Store> stores;
  for (Operation &op : kernel.getBody().front())
    if (auto store = dyn_cast<bufferization::MaterializeInDestinationOp>(op)) {
      if (auto insert = store.getSource().getDefiningOp<tensor::InsertSliceOp>())
        stores.push_back({insert.getSource(), store.getDest(), borderOf(insert, store.getDest())});
      else
        stores.push_back({store.getSource(), store.getDest(), std::nullopt});
    }
  AffineMap out = contract.getMap(2);
  AffineMap toContract; // from the dims of the contraction to those of the epilogue
  if (epilogue) {
    AffineMap through = epilogue.getMatchingIndexingMap(operandOf(epilogue, contract.getResult()));
    // through: epilogue dims → position in the sum; its inverse gives each
    // epilogue dim as a result of `out`.
    toContract = inversePermutation(through).compose(out);
  }
  auto storeMap = [&](Value value) {
    if (value == contract.getResult())
      return out;
    unsigned result = cast<OpResult>(value).getResultNumber();
    return epilogue.getIndexingMapsArray()[epilogue.getNumDpsInputs() + result].compose(toContract);
  };
  for (auto &[value, memref, border] : stores) {
    if (value != contract.getResult() && (!epilogue || value.getDefiningOp() != epilogue))
      return contract.emitOpError() << "shares its kernel with an operation that is no epilogue";
    if (!border) {
      noteExtents(memref, storeMap(value));
      continue;
    }
    for (auto [expr, size] : llvm::zip(storeMap(value).getResults(), border->sizes))
      if (auto dim = dyn_cast<AffineDimExpr>(expr); dim && !extents[dim.getPosition()])
        extents[dim.getPosition()] = size;
  }
  noteExtents(leftBuffer, contract.getMap(0));
  if (!contract.getPacked())
    noteExtents(rightBuffer, contract.getMap(1));
  else {
    SmallVector<unsigned> order;
    for (bool wantBatch : {true, false})
      for (AffineExpr expr : contract.getMap(1).getResults()) {
        unsigned dim = cast<AffineDimExpr>(expr).getPosition();
        if (dim != n && dim != wordDim && llvm::is_contained(batch, dim) == wantBatch)
          order.push_back(dim);
      }
    for (auto [position, dim] : llvm::enumerate(order))
      if (!extents[dim])
        extents[dim] =
            bufferExtent(b, b.getLoc(), rightBuffer, position + (position >= batch.size()));
  }
  for (OpFoldResult extent : extents)
    if (!extent)
      return contract.emitOpError() << "has a loop without an extent";

  left = access(leftBuffer, contract.getMap(0));
  right = contract.getPacked() ? packedAccess(rightBuffer, contract.getMap(1))
                               : access(rightBuffer, contract.getMap(1));
  for (auto &[value, memref, border] : stores) {
    AffineMap map = border ? insidePadding(storeMap(value), *border) : storeMap(value);
    bool isSum = value == contract.getResult();
    outputs.push_back(
        {access(memref, map), isSum ? -1 : int(cast<OpResult>(value).getResultNumber())});
    if (border) {
      border->flat = outputs.back().access.flat;
      borders.push_back(*border);
    }
  }
  if (epilogue)
    for (OpOperand *operand : epilogue.getDpsInputOperands()) {
      if (operand->get() == contract.getResult()) {
        inputs.push_back({});
        continue;
      }
      Value memref = bufferOf(operand->get());
      if (!memref)
        return contract.emitOpError() << "has an epilogue on a tensor that its kernel computes";
      inputs.push_back(
          access(memref, epilogue.getMatchingIndexingMap(operand).compose(toContract)));
    }
  if (Value blocks = contract.getScales()) {
    Value memref = bufferOf(blocks);
    if (!memref)
      return contract.emitOpError() << "has scales that its kernel computes";
    scales = flatten(b, memref);
  }
  mergeReductions();
  return success();
}

LogicalResult
cameo::emitContraction(KernelOp kernel,
                       llvm::function_ref<LogicalResult(ContractOp, OpBuilder &)> emit) {
  auto contracts = llvm::to_vector(kernel.getOps<ContractOp>());
  if (contracts.empty())
    return success();
  if (contracts.size() != 1)
    return kernel.emitOpError() << "has several contractions";
  OpBuilder builder(kernel.getContext());
  if (failed(emit(contracts.front(), builder)))
    return failure();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(kernel.getBody().front())))
    if (isa<bufferization::MaterializeInDestinationOp>(op) ||
        (!isa<YieldOp, scf::ForOp, scf::IfOp, memref::AllocOp>(op) && isOpTriviallyDead(&op)))
      op.erase();
  return success();
}
