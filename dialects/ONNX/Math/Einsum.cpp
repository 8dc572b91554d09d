// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading Einsum equations. The dimensions of an ellipsis align at their ends
// and broadcast.

#include "dialects/ONNX/Math/Einsum.h"
#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {
// A term of the equation: labels before and after an ellipsis.
struct Term {
  std::string before, after;
  bool hasEllipsis = false;
};
} // namespace

static std::optional<Term> readTerm(StringRef text) {
  Term term;
  while (!text.empty()) {
    if (text.consume_front("...")) {
      if (term.hasEllipsis)
        return std::nullopt;
      term.hasEllipsis = true;
      continue;
    }
    if (!llvm::isAlpha(text.front()))
      return std::nullopt;
    (term.hasEllipsis ? term.after : term.before).push_back(text.front());
    text = text.drop_front();
  }
  return term;
}

FailureOr<EinsumLoops> cameo::onnx::readEinsum(InferenceContext &ctx, StringRef equation) {
  std::string text;
  for (char c : equation)
    if (c != ' ')
      text.push_back(c);
  auto malformed = [&]() { return ctx.emitError() << "malformed equation '" << equation << "'"; };
  auto [left, right] = StringRef(text).split("->");
  bool isExplicit = StringRef(text).contains("->");
  SmallVector<StringRef> parts;
  left.split(parts, ',');
  if (parts.size() != ctx.getOperation()->getNumOperands())
    return ctx.emitError() << "the equation has " << parts.size() << " terms for "
                           << ctx.getOperation()->getNumOperands() << " operands";

  EinsumLoops loops;
  SymbolicShapes &shapes = ctx.getShapes();
  llvm::MapVector<char, unsigned> labels;
  SmallVector<Term> terms;
  size_t hidden = 0; // the dimensions of the longest ellipsis: loops 0, 1, …
  for (auto [i, part] : llvm::enumerate(parts)) {
    auto term = readTerm(part);
    auto dims = ctx.requireShape(i);
    if (failed(dims))
      return failure();
    if (!term)
      return malformed();
    size_t named = term->before.size() + term->after.size();
    if (dims->size() < named || (!term->hasEllipsis && dims->size() != named))
      return ctx.emitError() << "the term '" << part << "' does not fit operand " << i
                             << " of rank " << dims->size();
    if (ctx.elementType(i) != ctx.elementType(0))
      return ctx.emitError() << "operand " << i << " has elements of another type than the first";
    hidden = std::max(hidden, dims->size() - named);
    terms.push_back(*term);
  }
  loops.extents.assign(hidden, ctx.constant(1));

  std::string counted;
  for (auto [i, term] : llvm::enumerate(terms)) {
    Dims dims = *ctx.shape(i);
    SmallVector<unsigned> positions;
    bool agrees = true;
    auto place = [&](unsigned loop, AffineExpr extent, bool isHidden) {
      AffineExpr &known = loops.extents[loop];
      auto a = SymbolicShapes::constantOf(known), b = SymbolicShapes::constantOf(extent);
      if (a && b && *a != *b && *a != 1 && *b != 1)
        agrees = false;
      if (!isHidden && a && b && *a != *b)
        agrees = false;
      known = shapes.broadcast(known, extent);
      positions.push_back(loop);
    };
    auto placeLabels = [&](StringRef names, size_t axis) {
      for (char name : names) {
        auto [it, isNew] = labels.try_emplace(name, loops.extents.size());
        if (isNew)
          loops.extents.push_back(dims[axis]);
        counted.push_back(name);
        place(it->second, dims[axis++], false);
      }
    };
    size_t between = dims.size() - term.before.size() - term.after.size();
    placeLabels(term.before, 0);
    for (size_t k = 0; k < between; ++k)
      place(hidden - between + k, dims[term.before.size() + k], true);
    placeLabels(term.after, term.before.size() + between);
    if (!agrees)
      return ctx.emitError() << "operand " << i << " has other extents than its labels";
    loops.operands.push_back(positions);
  }

  Term result;
  if (isExplicit) {
    auto term = readTerm(right);
    if (!term)
      return malformed();
    result = *term;
  } else {
    // Without a result, the labels that appear once, in alphabetical order.
    result.hasEllipsis = hidden > 0;
    for (auto &[name, loop] : labels)
      if (llvm::count(counted, name) == 1)
        result.after.push_back(name);
    llvm::sort(result.after);
  }
  auto placeResult = [&](StringRef names) {
    for (char name : names) {
      auto it = labels.find(name);
      if (it == labels.end() || llvm::is_contained(loops.result, it->second))
        return failure();
      loops.result.push_back(it->second);
    }
    return success();
  };
  if (failed(placeResult(result.before)))
    return malformed();
  if (result.hasEllipsis)
    for (unsigned k = 0; k < hidden; ++k)
      loops.result.push_back(k);
  if (failed(placeResult(result.after)))
    return malformed();
  return loops;
}

LogicalResult EinsumOp::inferShapes(InferenceContext &ctx) {
  if (getInputs().empty())
    return emitOpError() << "needs at least one operand";
  auto loops = readEinsum(ctx, getEquation());
  if (failed(loops))
    return failure();
  Dims dims;
  for (unsigned loop : loops->result)
    dims.push_back(loops->extents[loop]);
  return ctx.setResult(0, ctx.elementType(0), dims);
}
