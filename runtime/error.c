// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every status has its sentence.

#include "cameo_runtime.h"

const char *cameo_status_string(cameo_status status) {
  switch (status) {
  case CAMEO_OK:
    return "success";
  case CAMEO_ERROR_INVALID_ARGUMENT:
    return "invalid argument";
  case CAMEO_ERROR_SHAPE:
    return "the shapes do not fit the model";
  case CAMEO_ERROR_OUT_OF_MEMORY:
    return "out of memory";
  case CAMEO_ERROR_UNSUPPORTED_CPU:
    return "the model was not compiled for this CPU";
  case CAMEO_ERROR_WORKSPACE:
    return "the workspace is too small or not aligned to 64 bytes";
  case CAMEO_ERROR_IO:
    return "a file cannot be opened or read";
  case CAMEO_ERROR_NOT_FOUND:
    return "the library holds no such model";
  case CAMEO_ERROR_ABI:
    return "the model was compiled for another version of the runtime";
  case CAMEO_ERROR_DEVICE:
    return "the device failed";
  case CAMEO_ERROR_INDEX:
    return "an index in the data is out of range";
  case CAMEO_ERROR_WEIGHTS:
    return "the side file of weights is missing or belongs to another model";
  default:
    return "unknown status";
  }
}
