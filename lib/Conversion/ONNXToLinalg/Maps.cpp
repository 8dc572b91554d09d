// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Maps are the runtime's (runtime/maps.c).

#include "dialects/ONNX/ML/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
// A call with an operand, and with the keys that one of two attributes has.
SmallVector<Value> callWithKeys(LoweringBuilder &b, StringRef name, Value x, Operation *op,
                                std::optional<ArrayRef<int64_t>> integers,
                                std::optional<ArrayAttr> strings) {
  RuntimeCall call(b, name);
  call.add(x, op->getOperand(0));
  if (integers && !integers->empty())
    return call.add(*integers, b.getI64Type()).results(op->getResults());
  SmallVector<std::string> texts;
  for (StringRef text : strings->getAsValueRange<StringAttr>())
    texts.push_back(text.str());
  return call.add(texts).results(op->getResults());
}

struct ZipMapLowering : Lowering<MLZipMapOp> {
  using Lowering::Lowering;
  Results lower(MLZipMapOp op, Adaptor operands, LoweringBuilder &b) const override {
    return callWithKeys(b, "cameo_op_maps_zip", operands.getX(), op, op.getClasslabelsInt64s(),
                        op.getClasslabelsStrings());
  }
};

// What has to be cast is so by another operator.
struct CastMapLowering : Lowering<MLCastMapOp> {
  using Lowering::Lowering;
  Results lower(MLCastMapOp op, Adaptor operands, LoweringBuilder &b) const override {
    RuntimeCall call(b, "cameo_op_map_values");
    call.add(operands.getX(), op.getX());
    return call.add(op.getMapForm() == "DENSE" ? -1 : int64_t(op.getMaxMap()))
        .results(op->getResults());
  }
};

struct DictVectorizerLowering : Lowering<MLDictVectorizerOp> {
  using Lowering::Lowering;
  Results lower(MLDictVectorizerOp op, Adaptor operands, LoweringBuilder &b) const override {
    return callWithKeys(b, "cameo_op_map_vectorize", operands.getX(), op, op.getInt64Vocabulary(),
                        op.getStringVocabulary());
  }
};
} // namespace

void cameo::populateMapsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                 SymbolicShapes &shapes) {
  patterns.add<ZipMapLowering, CastMapLowering, DictVectorizerLowering>(converter, shapes);
}
