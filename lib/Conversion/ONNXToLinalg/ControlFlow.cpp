// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches and loops become those of the host function; a branch whose condition
// is known is its graph. The host's carry extents beside tensors.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// The only element of a tensor.
Value scalarOf(LoweringBuilder &b, Value tensor) {
  SmallVector<Value> zeros(cast<RankedTensorType>(tensor.getType()).getRank(), b.index(int64_t(0)));
  return tensor::ExtractOp::create(b, tensor, zeros);
}

RankedTensorType hostType(Type element, ArrayRef<AffineExpr> dims) {
  return SymbolicShapes::tensorType(dims, LoweringBuilder::signless(element));
}

// Types in which each tensor is followed by those of its dynamic extents.
void appendType(SmallVectorImpl<Type> &types, RankedTensorType type) {
  types.push_back(type);
  types.append(type.getNumDynamicDims(), IndexType::get(type.getContext()));
}

// A tensor as one of `type`, and its extents that are dynamic there.
void appendTensor(LoweringBuilder &b, SmallVectorImpl<Value> &values, Value tensor,
                  ArrayRef<AffineExpr> dims, RankedTensorType type) {
  if (tensor.getType() != type)
    tensor = tensor::CastOp::create(b, type, tensor);
  values.push_back(tensor);
  for (auto [axis, dim] : llvm::enumerate(dims))
    if (type.isDynamicDim(axis))
      values.push_back(b.index(dim));
}

// A tensor and its extents, or a list.
unsigned placesOf(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return 1 + (tensor ? tensor.getNumDynamicDims() : 0);
}

// The tensors of a list in which extents follow them, as results of these types.
SmallVector<Value> tensorsOf(LoweringBuilder &b, ValueRange list, TypeRange types,
                             const TypeConverter &converter) {
  SmallVector<Value> tensors;
  unsigned place = 0;
  for (Type wanted : types) {
    Value tensor = list[place];
    place += placesOf(tensor.getType());
    if (Type type = converter.convertType(wanted);
        isa<RankedTensorType>(type) && type != tensor.getType())
      tensor = tensor::CastOp::create(b, type, tensor);
    tensors.push_back(isa<NoneType>(wanted) ? Value() : tensor);
  }
  return tensors;
}

struct IfLowering : OpConversionPattern<onnx::IfOp> {
  IfLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : OpConversionPattern(converter, shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(onnx::IfOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    LoweringBuilder b(op, rewriter, shapes);
    b.requireAssumptions(op);
    Region *known = op.knownBranch(shapes);
    if (!known && (known = op.onlyBranch(shapes))) {
      Value isThen = scalarOf(b, operands.getCond());
      Value isTrue = arith::ConstantOp::create(b, b.getBoolAttr(known == &op.getThenBranch()));
      b.requireEqual(isThen, isTrue);
    }
    if (known) {
      Block &graph = known->front();
      Operation *end = graph.getTerminator();
      SmallVector<Value> outputs(end->getOperands());
      rewriter.eraseOp(end);
      rewriter.inlineBlockBefore(&graph, op);
      rewriter.replaceOp(op, outputs);
      return success();
    }
    // Where the branches' extents differ, the result's is dynamic.
    SmallVector<Type> types;
    Operation *ends[] = {op.getThenBranch().front().getTerminator(),
                         op.getElseBranch().front().getTerminator()};
    for (unsigned k = 0; k < op->getNumResults(); ++k) {
      if (isList(op->getResult(k).getType())) {
        types.push_back(ListType::get(b.getContext()));
        continue;
      }
      Dims dims = b.dimsOf(ends[0]->getOperand(k)), other = b.dimsOf(ends[1]->getOperand(k));
      for (auto [dim, also] : llvm::zip(dims, other))
        if (dim != also)
          dim = b.getAffineSymbolExpr(0);
      appendType(types, hostType(getElementTypeOrSelf(ends[0]->getOperand(k).getType()), dims));
    }
    auto branch = cameo::IfOp::create(b, types, scalarOf(b, operands.getCond()));
    for (auto [from, to] : {std::pair(&op.getThenBranch(), &branch.getThenRegion()),
                            std::pair(&op.getElseBranch(), &branch.getElseRegion())})
      rewriter.inlineRegionBefore(*from, *to, to->end());
    rewriter.replaceOp(
        op, tensorsOf(b, branch.getResults(), op->getResultTypes(), *getTypeConverter()));
    return success();
  }

  SymbolicShapes &shapes;
};

struct LoopLowering : OpConversionPattern<onnx::LoopOp> {
  LoopLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : OpConversionPattern(converter, shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(onnx::LoopOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    LoweringBuilder b(op, rewriter, shapes);
    b.requireAssumptions(op);
    Block &graph = op.getBody().front();
    Operation *end = graph.getTerminator();
    bool isCounted = op.isCounted(), hasCount = !isa<NoneType>(op.getM().getType());
    auto known = hasCount ? shapes.valuesOf(op.getM()) : std::nullopt;
    AffineExpr rows = known ? shapes.max(known->front(), shapes.constant(0)) : AffineExpr();
    Value count, condition;
    if (rows)
      count = b.index(rows);
    else if (hasCount)
      count = arith::MaxSIOp::create(
          b, arith::IndexCastOp::create(b, b.getIndexType(), scalarOf(b, operands.getM())),
          b.index(int64_t(0)));
    if (!isCounted)
      condition = isa<NoneType>(op.getCond().getType())
                      ? arith::ConstantOp::create(b, b.getBoolAttr(true)).getResult()
                      : scalarOf(b, operands.getCond());

    SmallVector<Type> types;
    SmallVector<Value> inits;
    for (auto [init, original, argument] :
         llvm::zip(operands.getVInitial(), op.getVInitial(), graph.getArguments().drop_front(2))) {
      if (isList(argument.getType())) {
        inits.push_back(init);
        types.push_back(init.getType());
        continue;
      }
      RankedTensorType type =
          hostType(getElementTypeOrSelf(argument.getType()), b.dimsOf(argument));
      appendTensor(b, inits, init, b.dimsOf(original), type);
      appendType(types, type);
    }
    SmallVector<Type> arguments{b.getIndexType()};
    llvm::append_range(arguments, types);
    for (Value row : llvm::drop_begin(end->getOperands(), 1 + op.getVInitial().size())) {
      Dims dims = b.dimsOf(row);
      bool isFixed = isCounted && rows && SymbolicShapes::constantOf(rows);
      dims.insert(dims.begin(), isFixed ? rows : b.getAffineSymbolExpr(0));
      appendType(types, hostType(getElementTypeOrSelf(row.getType()), dims));
    }
    auto loop = cameo::LoopOp::create(b, types, count, condition, inits);
    SmallVector<Value> results =
        tensorsOf(b, loop.getResults(), op->getResultTypes(), *getTypeConverter());

    Block *body = rewriter.createBlock(&loop.getBody(), loop.getBody().end(), arguments,
                                       SmallVector<Location>(arguments.size(), b.getLoc()));
    b.setInsertionPointToStart(body);
    // The graph's own first inputs: the number of the iteration, and a condition
    // which is true where it runs.
    Value number = arith::IndexCastOp::create(b, b.getI64Type(), body->getArgument(0));
    Value truth = arith::ConstantOp::create(b, b.getBoolAttr(true));
    SmallVector<Value> inputs{b.filled(b.dimsOf(graph.getArgument(0)), number),
                              b.filled(b.dimsOf(graph.getArgument(1)), truth)};
    for (unsigned place = 1; place < body->getNumArguments();) {
      inputs.push_back(body->getArgument(place));
      place += placesOf(inputs.back().getType());
    }
    rewriter.mergeBlocks(&graph, body, inputs);
    rewriter.replaceOp(op, results);
    return success();
  }

  SymbolicShapes &shapes;
};

// The end of a branch or of a body, in the terms of the operation that has it.
struct ReturnLowering : OpConversionPattern<onnx::ReturnOp> {
  ReturnLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : OpConversionPattern(converter, shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(onnx::ReturnOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    LoweringBuilder b(op, rewriter, shapes);
    auto append = [&](SmallVectorImpl<Value> &values, unsigned operand, Type type) {
      if (isa<ListType>(type))
        values.push_back(operands.getOutputs()[operand]);
      else
        appendTensor(b, values, operands.getOutputs()[operand], b.dimsOf(op.getOutputs()[operand]),
                     cast<RankedTensorType>(type));
    };
    if (auto branch = dyn_cast<cameo::IfOp>(op->getParentOp())) {
      SmallVector<Value> values;
      for (unsigned operand = 0; operand < op->getNumOperands(); ++operand)
        append(values, operand, branch.getResult(values.size()).getType());
      rewriter.replaceOpWithNewOp<YieldOp>(op, values);
      return success();
    }
    auto loop = dyn_cast<cameo::LoopOp>(op->getParentOp());
    if (!loop)
      return failure();
    Value condition = loop.getCondition() ? scalarOf(b, operands.getOutputs().front()) : Value();
    unsigned operand = 1;
    SmallVector<Value> carried, collected;
    while (carried.size() < loop.getNumCarried())
      append(carried, operand++, loop.getInits()[carried.size()].getType());
    for (unsigned result = loop.getNumCarried(); result < loop.getNumResults(); ++operand) {
      auto type = cast<RankedTensorType>(loop.getResult(result).getType());
      append(collected, operand,
             RankedTensorType::get(type.getShape().drop_front(), type.getElementType()));
      result += 1 + type.getNumDynamicDims();
    }
    rewriter.replaceOpWithNewOp<NextOp>(op, condition, carried, collected);
    return success();
  }

  SymbolicShapes &shapes;
};
} // namespace

void cameo::populateControlFlowLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                        SymbolicShapes &shapes) {
  patterns.add<IfLowering, LoopLowering, ReturnLowering>(converter, shapes);
}
