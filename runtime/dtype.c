// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names and sizes of the element types, one row each.

#include "cameo_runtime.h"

static const struct {
  const char *name;
  int32_t bits;
} types[] = {
    [CAMEO_UNDEFINED] = {"undefined", 0},
    [CAMEO_FLOAT32] = {"float32", 32},
    [CAMEO_UINT8] = {"uint8", 8},
    [CAMEO_INT8] = {"int8", 8},
    [CAMEO_UINT16] = {"uint16", 16},
    [CAMEO_INT16] = {"int16", 16},
    [CAMEO_INT32] = {"int32", 32},
    [CAMEO_INT64] = {"int64", 64},
    [CAMEO_STRING] = {"string", 0},
    [CAMEO_BOOL] = {"bool", 8},
    [CAMEO_FLOAT16] = {"float16", 16},
    [CAMEO_FLOAT64] = {"float64", 64},
    [CAMEO_UINT32] = {"uint32", 32},
    [CAMEO_UINT64] = {"uint64", 64},
    [CAMEO_COMPLEX64] = {"complex64", 64},
    [CAMEO_COMPLEX128] = {"complex128", 128},
    [CAMEO_BFLOAT16] = {"bfloat16", 16},
    [CAMEO_FLOAT8E4M3FN] = {"float8e4m3fn", 8},
    [CAMEO_FLOAT8E4M3FNUZ] = {"float8e4m3fnuz", 8},
    [CAMEO_FLOAT8E5M2] = {"float8e5m2", 8},
    [CAMEO_FLOAT8E5M2FNUZ] = {"float8e5m2fnuz", 8},
    [CAMEO_UINT4] = {"uint4", 4},
    [CAMEO_INT4] = {"int4", 4},
    [CAMEO_FLOAT4E2M1] = {"float4e2m1", 4},
    [CAMEO_FLOAT8E8M0] = {"float8e8m0", 8},
    [CAMEO_UINT2] = {"uint2", 2},
    [CAMEO_INT2] = {"int2", 2},
};

static int known(int32_t dtype) {
  return dtype >= 0 && (size_t)dtype < sizeof types / sizeof *types;
}

const char *cameo_dtype_name(int32_t dtype) { return known(dtype) ? types[dtype].name : "unknown"; }

int32_t cameo_dtype_bits(int32_t dtype) { return known(dtype) ? types[dtype].bits : 0; }
