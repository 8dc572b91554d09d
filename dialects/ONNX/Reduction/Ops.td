// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reductions and scans along axes.

#ifndef CAMEO_ONNX_REDUCTION_OPS_TD
#define CAMEO_ONNX_REDUCTION_OPS_TD

include "dialects/ONNX/ONNXBase.td"

// One value for all elements along `axes` (all axes when there are none, unless
// noop_with_empty_axes).
class ONNX_ReduceOp<string mnemonic, int since, list<string> methods = [], Type tensor = ONNX_NumberTensor>
    : ONNX_PureOp<mnemonic, since, [], methods> {
  let arguments = (ins tensor:$data, ONNX_Opt<ONNX_I64Tensor>:$axes,
                       DefaultValuedAttr<I64Attr, "1">:$keepdims,
                       DefaultValuedAttr<I64Attr, "0">:$noop_with_empty_axes);
  let results = (outs ONNX_Result<tensor>:$reduced);
  let moreDeclarations = [{
    /// Which dimensions are reduced. Axes known only at run time may leave
    /// several possibilities; failure comes after a diagnostic.
    ::llvm::FailureOr<::llvm::SmallVector<::llvm::SmallVector<bool>>> candidates(InferenceContext &ctx) {
      return reductionCandidates(ctx, getKeepdims() != 0, getNoopWithEmptyAxes() != 0);
    }
  }];
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) {
      return inferReduction(ctx, candidates(ctx), getKeepdims() != 0,
                            getNoopWithEmptyAxes() != 0);
    }
  }];
}

def ONNX_ReduceSumOp : ONNX_ReduceOp<"ReduceSum", 13> { let summary = "Σ x"; }
def ONNX_ReduceMeanOp : ONNX_ReduceOp<"ReduceMean", 18> { let summary = "Σ x / n"; }
def ONNX_ReduceProdOp : ONNX_ReduceOp<"ReduceProd", 18, ["inferValues"]> { let summary = "Π x"; }
def ONNX_ReduceMaxOp : ONNX_ReduceOp<"ReduceMax", 20, [], ONNX_Tensor> { let summary = "max x"; }
def ONNX_ReduceMinOp : ONNX_ReduceOp<"ReduceMin", 20, [], ONNX_Tensor> { let summary = "min x"; }
def ONNX_ReduceL1Op : ONNX_ReduceOp<"ReduceL1", 18> { let summary = "Σ |x|"; }
def ONNX_ReduceL2Op : ONNX_ReduceOp<"ReduceL2", 18> { let summary = "sqrt(Σ x²)"; }
def ONNX_ReduceLogSumOp : ONNX_ReduceOp<"ReduceLogSum", 18> { let summary = "log(Σ x)"; }
def ONNX_ReduceLogSumExpOp : ONNX_ReduceOp<"ReduceLogSumExp", 18> { let summary = "log(Σ exp(x))"; }
def ONNX_ReduceSumSquareOp : ONNX_ReduceOp<"ReduceSumSquare", 18> { let summary = "Σ x²"; }

class ONNX_ArgOp<string mnemonic> : ONNX_PureOp<mnemonic, 13> {
  let arguments = (ins ONNX_NumberTensor:$data, DefaultValuedAttr<I64Attr, "0">:$axis,
                       DefaultValuedAttr<I64Attr, "1">:$keepdims,
                       DefaultValuedAttr<I64Attr, "0">:$select_last_index);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$reduced);
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) {
      return inferArgument(ctx, getAxis(), getKeepdims() != 0);
    }
  }];
}
def ONNX_ArgMaxOp : ONNX_ArgOp<"ArgMax"> { let summary = "the position of the largest element"; }
def ONNX_ArgMinOp : ONNX_ArgOp<"ArgMin"> { let summary = "the position of the smallest element"; }

class ONNX_ScanOp<string mnemonic, int since> : ONNX_PureOp<mnemonic, since> {
  let arguments = (ins ONNX_NumberTensor:$x, ONNX_IndexTensor:$axis,
                       DefaultValuedAttr<I64Attr, "0">:$exclusive,
                       DefaultValuedAttr<I64Attr, "0">:$reverse);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$y);
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) { return inferScan(ctx); }
  }];
}
def ONNX_CumSumOp : ONNX_ScanOp<"CumSum", 14> { let summary = "running sums along an axis"; }
def ONNX_CumProdOp : ONNX_ScanOp<"CumProd", 26> { let summary = "running products along an axis"; }

def ONNX_TopKOp : ONNX_PureOp<"TopK", 24> {
  let summary = "the K largest (or smallest) elements along `axis` in order, and their positions";
  let arguments = (ins ONNX_NumberTensor:$X, ONNX_I64Tensor:$K,
                       DefaultValuedAttr<I64Attr, "-1">:$axis,
                       DefaultValuedAttr<I64Attr, "1">:$largest,
                       DefaultValuedAttr<I64Attr, "1">:$sorted);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Values, ONNX_Result<ONNX_I64Tensor>:$Indices);
}

#endif
