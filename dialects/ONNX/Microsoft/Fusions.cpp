// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products, activations and normalizations with what was before or after them.

#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

// The matrices as they are multiplied; a vector has nothing to transpose.
static Value arrange(OperatorBuilder &b, Value x, bool isBatchMoved, bool isTransposed) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  auto perm = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  if (rank < 2 || !(isBatchMoved || isTransposed))
    return x;
  if (isBatchMoved)
    std::rotate(perm.begin(), perm.begin() + 1, perm.end() - 1);
  if (isTransposed)
    std::swap(perm[rank - 2], perm[rank - 1]);
  return b.transpose(x, perm);
}

Results MicrosoftFusedMatMulOp::decompose(OperatorBuilder &b) {
  Value product = b.make<MatMulOp>(arrange(b, getA(), getTransBatchA(), getTransA()),
                                   arrange(b, getB(), getTransBatchB(), getTransB()));
  double alpha = getAlpha().convertToFloat();
  if (alpha != 1.0)
    product = b.make<MulOp>(product, b.scalar(getElementTypeOrSelf(getA().getType()), alpha));
  return SmallVector<Value>{product};
}

// The activation with parameters as in the specification of ai.onnx; null after a
// diagnostic when there is none of the name.
static Value activate(Operation *op, OperatorBuilder &b, StringRef name, Value x,
                      ArrayRef<std::optional<float>> parameters) {
  auto parameter = [&](size_t index, float otherwise) {
    bool isGiven = index < parameters.size() && parameters[index];
    return b.getF32FloatAttr(isGiven ? *parameters[index] : otherwise);
  };
  Type element = getElementTypeOrSelf(x.getType());
  if (name.empty() || !isa<TensorType>(x.getType()))
    return x;
  if (name == "Relu")
    return b.make<ReluOp>(x);
  if (name == "Sigmoid")
    return b.make<SigmoidOp>(x);
  if (name == "Tanh")
    return b.make<TanhOp>(x);
  if (name == "HardSwish")
    return b.make<HardSwishOp>(x);
  if (name == "LeakyRelu")
    return b.make<LeakyReluOp>(x, parameter(0, 0.01f));
  if (name == "Elu")
    return b.make<EluOp>(x, parameter(0, 1.0f));
  if (name == "HardSigmoid")
    return b.make<HardSigmoidOp>(x, parameter(0, 0.2f), parameter(1, 0.5f));
  if (name == "Clip" && parameters.size() >= 2 && parameters[0] && parameters[1])
    return b.make<ClipOp>(x, b.scalar(element, *parameters[0]), b.scalar(element, *parameters[1]));
  op->emitOpError() << "activation '" << name << "' is not supported";
  return {};
}

Results MicrosoftFusedGemmOp::decompose(OperatorBuilder &b) {
  Value y = b.make<GemmOp>(getA(), getB(), getC(), getAlphaAttr(), getBetaAttr(), getTransAAttr(),
                           getTransBAttr());
  SmallVector<std::optional<float>> parameters;
  for (auto parameter : {getActivationAlpha(), getActivationBeta(), getActivationGamma()})
    parameters.push_back(parameter ? std::optional(parameter->convertToFloat()) : std::nullopt);
  y = activate(*this, b, getActivation(), y, parameters);
  if (!y)
    return failure();
  return SmallVector<Value>{y};
}

Results MicrosoftFusedConvOp::decompose(OperatorBuilder &b) {
  Value y = b.make<ConvOp>(getX(), getW(), getB(), getAutoPadAttr(), getDilationsAttr(),
                           getGroupAttr(), getKernelShapeAttr(), getPadsAttr(), getStridesAttr());
  SmallVector<std::optional<float>> parameters(getActivationParams().value_or(ArrayRef<float>()));
  y = activate(*this, b, getActivation(), b.addIfGiven(y, getZ()), parameters);
  if (!y)
    return failure();
  return SmallVector<Value>{y};
}

Results MicrosoftBiasGeluOp::decompose(OperatorBuilder &b) {
  return SmallVector<Value>{b.make<GeluOp>(b.make<AddOp>(getA(), getB()), "none")};
}

Results MicrosoftFastGeluOp::decompose(OperatorBuilder &b) {
  return SmallVector<Value>{b.make<GeluOp>(b.addIfGiven(getX(), getBias()), "tanh")};
}

Results MicrosoftQuickGeluOp::decompose(OperatorBuilder &b) {
  return SmallVector<Value>{b.make<SwishOp>(getX(), getAlphaAttr())};
}

Results MicrosoftSkipLayerNormalizationOp::decompose(OperatorBuilder &b) {
  Value sum = b.addIfGiven(b.make<AddOp>(getInput(), getSkip()), getBias());
  auto normalization = LayerNormalizationOp::create(
      b, TypeRange{UnknownType::get(getContext()), b.getNoneType(), b.getNoneType()}, sum,
      getGamma(), getBeta(), b.getI64IntegerAttr(-1), getEpsilonAttr(), b.getI64IntegerAttr(1));
  b.infer(normalization);
  return SmallVector<Value>{normalization.getY(), Value(), Value(), sum};
}

Results MicrosoftSkipSimplifiedLayerNormalizationOp::decompose(OperatorBuilder &b) {
  Value sum = b.addIfGiven(b.make<AddOp>(getInput(), getSkip()), getBias());
  Value y = b.make<RMSNormalizationOp>(sum, getGamma(), b.getI64IntegerAttr(-1), getEpsilonAttr(),
                                       b.getI64IntegerAttr(1));
  return SmallVector<Value>{y, Value(), Value(), sum};
}
