// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The classes of the operators of ai.onnx.preview and ai.onnx.preview.training.

#ifndef CAMEO_ONNX_TRAINING_OPS_H
#define CAMEO_ONNX_TRAINING_OPS_H

#include "dialects/ONNX/Rewriting.h"

#define GET_OP_CLASSES
#include "dialects/ONNX/Training/Ops.h.inc"

#endif
