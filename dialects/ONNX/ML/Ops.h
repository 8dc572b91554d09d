// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The classes of the operators of ai.onnx.ml.

#ifndef CAMEO_ONNX_ML_OPS_H
#define CAMEO_ONNX_ML_OPS_H

#include "dialects/ONNX/Rewriting.h"

#define GET_OP_CLASSES
#include "dialects/ONNX/ML/Ops.h.inc"

#endif
