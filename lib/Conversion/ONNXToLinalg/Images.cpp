// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pictures in files are decoded by the runtime.

#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
struct ImageDecoderLowering : Lowering<ImageDecoderOp> {
  using Lowering::Lowering;
  Results lower(ImageDecoderOp op, Adaptor operands, LoweringBuilder &b) const override {
    StringRef format = op.getPixelFormat();
    RuntimeCall call(b, "cameo_op_image_decode");
    call.add(operands.getEncodedStream(), op.getEncodedStream());
    call.add(format == "RGB" ? 0 : format == "BGR" ? 1 : 2);
    return call.results(op->getResults());
  }
};
} // namespace

void cameo::populateImagesLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<ImageDecoderLowering>(converter, shapes);
}
