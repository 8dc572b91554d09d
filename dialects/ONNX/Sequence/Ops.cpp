// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of sequences and optional values.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Sequence/Ops.cpp.inc"

void ONNXDialect::registerSequenceOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Sequence/Ops.cpp.inc"
      >();
}

// The type of the operand's tensors, or null after a diagnostic.
static Type tensorsOf(InferenceContext &ctx, unsigned operand = 0) {
  if (auto sequence = dyn_cast<SequenceType>(ctx.getOperation()->getOperand(operand).getType()))
    return sequence.getElementType();
  ctx.emitError() << "operand " << operand << " must be a sequence";
  return {};
}

// The extents of a value: what its type does not say only the run knows.
static Dims dimsOf(SymbolicShapes &shapes, ArrayRef<int64_t> shape, Value value) {
  Dims dims;
  for (auto [axis, extent] : llvm::enumerate(shape))
    dims.push_back(ShapedType::isDynamic(extent) ? shapes.extentOf(value, axis)
                                                 : shapes.constant(extent));
  return dims;
}

// A result that is a tensor of a sequence.
static LogicalResult setTensor(InferenceContext &ctx, unsigned result, Type type) {
  Value value = ctx.getOperation()->getResult(result);
  if (auto ranked = dyn_cast<RankedTensorType>(type))
    return ctx.setResult(result, ranked.getElementType(),
                         dimsOf(ctx.getShapes(), ranked.getShape(), value));
  auto declared = dyn_cast<RankedTensorType>(value.getType());
  auto unranked = dyn_cast<UnrankedTensorType>(type);
  if (!declared || !unranked)
    return ctx.emitError() << "the rank of the sequence's tensors is not known at compile time";
  return ctx.setResultOfRank(result, unranked.getElementType(), declared.getRank());
}

static LogicalResult requireScalar(InferenceContext &ctx, unsigned operand) {
  if (ctx.isAbsent(operand))
    return success();
  auto dims = ctx.requireShape(operand);
  if (failed(dims))
    return failure();
  if (auto count = SymbolicShapes::constantOf(ctx.getShapes().product(*dims)); count && *count != 1)
    return ctx.emitError() << "operand " << operand << " must be a scalar";
  return success();
}

LogicalResult SequenceEmptyOp::inferShapes(InferenceContext &ctx) {
  if (!elementTypeOf(getContext(), getDtype()))
    return emitOpError() << "unknown element type " << getDtype();
  return ctx.setResultType(0, SequenceType::get(getContext(), UnknownType::get(getContext())));
}

LogicalResult SequenceConstructOp::inferShapes(InferenceContext &ctx) {
  if (getInputs().empty())
    return emitOpError() << "needs at least one operand";
  Type common = getInputs()[0].getType();
  for (Value input : getInputs())
    if (!(common = joinTypes(common, input.getType())))
      return ctx.requireSameElementTypes();
  return ctx.setResultType(0, SequenceType::get(getContext(), common));
}

LogicalResult SequenceInsertOp::inferShapes(InferenceContext &ctx) {
  Type tensors = tensorsOf(ctx);
  if (!tensors || failed(requireScalar(ctx, 2)))
    return failure();
  Type common = joinTypes(tensors, getTensor().getType());
  if (!common)
    return emitOpError() << "inserts a tensor of " << ctx.elementType(1) << " into a sequence of "
                         << tensors;
  return ctx.setResultType(0, SequenceType::get(getContext(), common));
}

LogicalResult SequenceEraseOp::inferShapes(InferenceContext &ctx) {
  if (!tensorsOf(ctx) || failed(requireScalar(ctx, 1)))
    return failure();
  return ctx.setResultType(0, getInputSequence().getType());
}

LogicalResult SequenceAtOp::inferShapes(InferenceContext &ctx) {
  Type tensors = tensorsOf(ctx);
  if (!tensors || failed(requireScalar(ctx, 1)))
    return failure();
  return setTensor(ctx, 0, tensors);
}

LogicalResult SequenceLengthOp::inferShapes(InferenceContext &ctx) {
  if (!tensorsOf(ctx))
    return failure();
  return ctx.setResult(0, IntegerType::get(getContext(), 64), {});
}

LogicalResult ConcatFromSequenceOp::inferShapes(InferenceContext &ctx) {
  Type tensors = tensorsOf(ctx);
  if (!tensors)
    return failure();
  auto ranked = dyn_cast<RankedTensorType>(tensors);
  if (!ranked)
    return setTensor(ctx, 0, tensors);
  SmallVector<int64_t> shape(ranked.getShape());
  auto axis = ctx.normalizeAxis(getAxis(), shape.size() + (getNewAxis() ? 1 : 0));
  if (failed(axis))
    return failure();
  if (getNewAxis())
    shape.insert(shape.begin() + *axis, ShapedType::kDynamic);
  shape[*axis] = ShapedType::kDynamic;
  return setTensor(ctx, 0, RankedTensorType::get(shape, ranked.getElementType()));
}

LogicalResult SplitToSequenceOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), dims->size());
  if (failed(axis))
    return failure();
  auto shape = llvm::to_vector(SymbolicShapes::tensorType(*dims, ctx.elementType(0)).getShape());
  bool isWhole = ctx.isAbsent(1);
  shape[*axis] = isWhole ? 1 : ShapedType::kDynamic;
  if (isWhole && !getKeepdims())
    shape.erase(shape.begin() + *axis);
  if (!isWhole) {
    auto split = ctx.requireShape(1);
    if (failed(split))
      return failure();
    if (split->size() > 1)
      return emitOpError() << "split must be a scalar or a vector";
  }
  return ctx.setResultType(
      0, SequenceType::get(getContext(), RankedTensorType::get(shape, ctx.elementType(0))));
}

LogicalResult SequenceMapOp::inferShapes(InferenceContext &ctx) {
  Region &body = getBody();
  if (body.empty() || body.front().empty() || !isa<ReturnOp>(body.front().back()))
    return emitOpError() << "has a body without outputs";
  Operation *end = body.front().getTerminator();
  if (body.getNumArguments() != getNumOperands() || end->getNumOperands() != getNumResults())
    return emitOpError() << "has " << getNumOperands() << " operands and " << getNumResults()
                         << " results, its body " << body.getNumArguments() << " inputs and "
                         << end->getNumOperands() << " outputs";
  if (!tensorsOf(ctx))
    return failure();
  SymbolicShapes &shapes = ctx.getShapes();
  for (auto [operand, argument] : llvm::zip(getOperands(), body.getArguments())) {
    auto sequence = dyn_cast<SequenceType>(operand.getType());
    if (!sequence) {
      argument.setType(operand.getType());
      if (auto dims = shapes.shapeOf(operand))
        shapes.setShape(argument, *dims);
      continue;
    }
    // What the body declares may tell the rank, if the sequence does not.
    auto ranked = dyn_cast<RankedTensorType>(sequence.getElementType());
    auto declared = dyn_cast<RankedTensorType>(argument.getType());
    if (!ranked && !declared)
      return emitOpError() << "the rank of the sequence's tensors is not known at compile time";
    auto shape = ranked ? llvm::to_vector(ranked.getShape())
                        : SmallVector<int64_t>(declared.getRank(), ShapedType::kDynamic);
    argument.setType(RankedTensorType::get(shape, getElementTypeOrSelf(sequence.getElementType())));
    shapes.setShape(argument, dimsOf(shapes, shape, argument));
  }
  if (failed(inferRegion(body, shapes)))
    return failure();
  for (auto [number, value] : llvm::enumerate(end->getOperands()))
    if (failed(ctx.setResultType(number, SequenceType::get(getContext(), value.getType()))))
      return failure();
  return success();
}

//===-- Optional values -----------------------------------------------------===//

LogicalResult OptionalOp::inferShapes(InferenceContext &ctx) {
  Type type = getInput().getType();
  if (isa<NoneType>(type)) {
    if (!getType())
      return emitOpError() << "needs an operand or a type";
    type = *getType();
  }
  return ctx.setResultType(0, OptionalType::get(getContext(), type));
}

LogicalResult OptionalGetElementOp::inferShapes(InferenceContext &ctx) {
  auto optional = dyn_cast<OptionalType>(getInput().getType());
  if (!optional && isa<TensorType>(getInput().getType()))
    return ctx.inferLikeOperand(0);
  Type type = optional ? optional.getElementType() : getInput().getType();
  return isa<TensorType>(type) ? setTensor(ctx, 0, type) : ctx.setResultType(0, type);
}

LogicalResult OptionalHasElementOp::inferShapes(InferenceContext &ctx) {
  return ctx.setResult(0, IntegerType::get(getContext(), 1), {});
}

void OptionalHasElementOp::inferValues(InferenceContext &ctx) {
  if (!isa<OptionalType>(getInput().getType()))
    ctx.setValues(0, {ctx.constant(!isa<NoneType>(getInput().getType()))});
}
