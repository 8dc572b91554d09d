// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much a kernel computes, by counting loops.

#ifndef CAMEO_TOOLS_WORK_H
#define CAMEO_TOOLS_WORK_H

#include "dialects/Cameo/Cameo.h"

namespace cameo::tool {

struct Work {
  int64_t multiplyAdds = 0;
  /// Additions, multiplications, exponentials, …; a multiply-add counts two.
  int64_t operations = 0;
};

/// None where an extent is symbolic or a loop depends on data.
std::optional<Work> workOf(KernelOp kernel);

/// Bytes of the tensors read and written, each counted once; none where an
/// extent is symbolic.
std::optional<int64_t> trafficOf(DispatchOp dispatch);

} // namespace cameo::tool

#endif
