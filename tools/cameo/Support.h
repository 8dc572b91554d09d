// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of all operators.

#ifndef CAMEO_TOOLS_SUPPORT_H
#define CAMEO_TOOLS_SUPPORT_H

#include "llvm/Support/raw_ostream.h"

namespace cameo::tool {

/// Every operator by domain: its version, types, attributes and what is refused.
void printSupport(llvm::raw_ostream &os);

} // namespace cameo::tool

#endif
