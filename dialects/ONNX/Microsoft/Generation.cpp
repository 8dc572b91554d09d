// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of what searches for tokens give, and what their graphs must be like.

#include "dialects/ONNX/Microsoft/Generation.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

LogicalResult inferGraph(Operation *op, Region &graph, StringRef name, SymbolicShapes &shapes) {
  for (BlockArgument argument : graph.getArguments())
    if (!isa<RankedTensorType>(argument.getType()))
      return op->emitOpError() << "input " << argument.getArgNumber() << " of graph '" << name
                               << "' must be a tensor of declared rank";
  return inferRegion(graph, shapes);
}

unsigned numOutputs(Region &graph) { return graph.front().getTerminator()->getNumOperands(); }

// The extents of the state of earlier tokens that an empty one has, too.
bool hasKnownHeads(Value past) {
  auto type = cast<RankedTensorType>(past.getType());
  int64_t rank = type.getRank();
  return rank >= 4 && !type.isDynamicDim(rank - 3) && !type.isDynamicDim(rank - 1);
}

LogicalResult checkGpt(Operation *op, Region &graph, StringRef name) {
  if (graph.empty())
    return success();
  if (graph.getNumArguments() < 4 || graph.getNumArguments() != numOutputs(graph) + 2)
    return op->emitOpError()
           << "graph '" << name << "' has " << graph.getNumArguments() << " inputs and "
           << numOutputs(graph)
           << " outputs; expected are tokens, positions, a mask and a past for each output but "
              "the logits";
  if (!hasKnownHeads(graph.getArgument(3)))
    return op->emitOpError() << "graph '" << name
                             << "' must declare the heads of its past and their size";
  return success();
}

LogicalResult checkEncoderDecoder(Operation *op, GenerationGraphs graphs, int64_t modelType) {
  if (graphs.encoder.empty())
    return op->emitOpError() << "with model_type " << modelType << " needs graph 'encoder'";
  unsigned others = modelType == GenerationGraphs::t5 ? 1 : 0; // beside the tokens
  unsigned states = 2 * (numOutputs(graphs.decoder) - 1);
  unsigned inputs = graphs.decoder.getNumArguments();
  if (states == 0 || numOutputs(graphs.decoder) % 2 == 0 ||
      (inputs != states + others + 1 && inputs != states + others + 2))
    return op->emitOpError()
           << "graph 'decoder' has " << inputs << " inputs and " << numOutputs(graphs.decoder)
           << " outputs; expected are tokens, " << (others ? "a mask, " : "")
           << "perhaps hidden states, and four past keys and values for every two outputs "
              "after the logits";
  bool givesLogits = graphs.encoderGivesLogits(modelType);
  unsigned expected = givesLogits ? 2 + states : states / 2;
  if (graphs.encoder.getNumArguments() < 2 || numOutputs(graphs.encoder) != expected)
    return op->emitOpError() << "graph 'encoder' has " << numOutputs(graphs.encoder)
                             << " outputs; expected are " << expected;
  if (!givesLogits && !hasKnownHeads(graphs.decoder.getArguments().back()))
    return op->emitOpError() << "graph 'decoder' must declare its heads and their size";
  return success();
}

// The vocabulary's size, as the attribute says or as the logits' last extent.
AffineExpr vocabularyOf(Region &decoder, int64_t given, SymbolicShapes &shapes) {
  if (given > 0)
    return shapes.constant(given);
  auto dims = shapes.shapeOf(decoder.front().getTerminator()->getOperand(0));
  return dims && !dims->empty() ? dims->back() : AffineExpr();
}

template <typename Op> LogicalResult inferGeneration(Op op, InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  GenerationGraphs graphs = GenerationGraphs::of(op);
  for (auto [graph, name] : llvm::zip(op->getRegions(), Op::regionNames()))
    if (failed(inferGraph(op, graph, name, shapes)))
      return failure();
  auto ids = ctx.requireShape(0);
  auto most = ctx.values(1, /*force=*/true);
  AffineExpr vocabulary = vocabularyOf(graphs.decoder, op.getVocabSize(), shapes);
  if (failed(ids))
    return failure();
  if (ids->size() < 2 || !most || most->size() != 1 || !vocabulary)
    return op.emitOpError() << "needs batches of tokens, one max_length, and logits of known rank";
  constexpr bool isBeamSearch = std::is_same_v<Op, MicrosoftBeamSearchOp>;
  int64_t modelType = op.getModelType();
  if (modelType == GenerationGraphs::gpt) {
    if (failed(checkGpt(op, graphs.decoder, "decoder")) ||
        failed(checkGpt(op, graphs.first, "init_decoder")))
      return failure();
  } else if (!isBeamSearch || modelType < 0 || modelType > GenerationGraphs::whisper) {
    return op.emitOpError() << "has no form with model_type " << modelType;
  } else if (failed(checkEncoderDecoder(op, graphs, modelType))) {
    return failure();
  }
  Type i32 = IntegerType::get(op.getContext(), 32);
  AffineExpr batch = ids->front();
  if constexpr (isBeamSearch) {
    if (isGiven(op.getLogitsProcessor()) && constantScalar(op.getLogitsProcessor()) != 0)
      return op.emitOpError() << "logits_processor must be the constant 0";
    auto beams = ctx.values(3, true), count = ctx.values(4, true);
    if (!beams || !count || beams->size() != 1 || count->size() != 1)
      return op.emitOpError() << "needs one num_beams and one num_return_sequences";
    Type element = ctx.isAbsent(5) ? Type(Float32Type::get(op.getContext())) : ctx.elementType(5);
    AffineExpr length = shapes.constant(1); // of what the sequences begin with
    if (modelType == GenerationGraphs::gpt)
      length = (*ids)[1];
    else if (auto given = ctx.shape(10); modelType == GenerationGraphs::whisper && given)
      length = given->back();
    return success(succeeded(ctx.setResult(0, i32, {batch, count->front(), most->front()})) &&
                   succeeded(ctx.setResult(1, element, {batch, count->front()})) &&
                   succeeded(ctx.setResult(
                       2, element, {most->front() - length, batch, beams->front(), vocabulary})));
  } else {
    if (failed(ctx.setResult(0, i32, {batch, most->front()})))
      return failure();
    if constexpr (std::is_same_v<Op, MicrosoftSamplingOp>) {
      if (isGiven(op.getSeed()) && !constantScalar(op.getSeed()))
        return op.emitOpError() << "the seed must be known at compile time";
      return ctx.setResult(1, Float32Type::get(op.getContext()), {batch, vocabulary});
    }
    return success();
  }
}
} // namespace

bool GenerationGraphs::encoderGivesLogits(int64_t modelType) const {
  return modelType == whisper || encoder.getNumArguments() > 2;
}

LogicalResult MicrosoftGreedySearchOp::inferShapes(InferenceContext &ctx) {
  return inferGeneration(*this, ctx);
}
LogicalResult MicrosoftSamplingOp::inferShapes(InferenceContext &ctx) {
  return inferGeneration(*this, ctx);
}
LogicalResult MicrosoftBeamSearchOp::inferShapes(InferenceContext &ctx) {
  return inferGeneration(*this, ctx);
}
