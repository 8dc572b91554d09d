// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// n-grams counted: the pool is sorted here, so that the run finds a gram by
// bisection. Words that are strings are numbered before.

#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

// The grams of a pool by length, each length's in lexicographic order.
struct Pool {
  SmallVector<int64_t> words, columns, counts;
  SmallVector<float> weights;
};

FailureOr<Pool> sortedPool(TfIdfVectorizerOp op) {
  ArrayRef<int64_t> words = *op.getPoolInt64s(), starts = op.getNgramCounts(),
                    columns = op.getNgramIndexes();
  ArrayRef<float> weights = op.getWeights().value_or(ArrayRef<float>());
  Pool pool;
  int64_t next = 0;
  for (auto [k, start] : llvm::enumerate(starts)) {
    int64_t length = k + 1;
    int64_t end = k + 1 < starts.size() ? starts[k + 1] : int64_t(words.size());
    if (start < 0 || end < start || end > int64_t(words.size()) || (end - start) % length)
      return op.emitOpError() << "has ngram_counts that do not fit its pool";
    SmallVector<std::pair<ArrayRef<int64_t>, int64_t>> grams;
    for (int64_t at = start; at < end; at += length)
      grams.push_back({words.slice(at, length), next++});
    llvm::stable_sort(grams, [](const auto &a, const auto &b) {
      return std::lexicographical_compare(a.first.begin(), a.first.end(), b.first.begin(),
                                          b.first.end());
    });
    pool.counts.push_back(grams.size());
    for (const auto &[gram, number] : grams) {
      if (number >= int64_t(columns.size()))
        return op.emitOpError() << "has fewer ngram_indexes than n-grams";
      llvm::append_range(pool.words, gram);
      pool.columns.push_back(columns[number]);
      pool.weights.push_back(number < int64_t(weights.size()) ? weights[number] : 1.0f);
    }
  }
  return pool;
}

struct TfIdfVectorizerLowering : Lowering<TfIdfVectorizerOp> {
  using Lowering::Lowering;
  Results lower(TfIdfVectorizerOp op, Adaptor operands, LoweringBuilder &b) const override {
    if (!getElementTypeOrSelf(op.getX().getType()).isInteger(64))
      return op.emitOpError() << "has no lowering for these operands";
    auto pool = sortedPool(op);
    if (failed(pool))
      return failure();
    StringRef mode = op.getMode();
    RuntimeCall call(b, "cameo_op_count_grams");
    int64_t how[] = {int64_t(op.getMinGramLength()), int64_t(op.getMaxGramLength()),
                     int64_t(op.getMaxSkipCount()), mode == "TF" ? 0 : mode == "IDF" ? 1 : 2,
                     op.getWidth()};
    Type i64 = b.getI64Type();
    call.add(operands.getX(), op.getX()).add(ArrayRef(pool->words), i64);
    call.add(ArrayRef(pool->columns), i64).add(ArrayRef(pool->weights), b.getF32Type());
    call.add(ArrayRef(pool->counts), i64).add(ArrayRef<int64_t>(how), i64);
    return call.results(op->getResults());
  }
};
} // namespace

void cameo::populateGramsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  patterns.add<TfIdfVectorizerLowering>(converter, shapes);
}
