// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.

#ifndef CAMEO_ONNX_NN_OPS_TD
#define CAMEO_ONNX_NN_OPS_TD

include "dialects/ONNX/ONNXBase.td"

#endif
