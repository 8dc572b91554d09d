// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of the runtime that only models with some operators need.

#ifndef CAMEO_TARGET_RUNTIMEMODULES_H
#define CAMEO_TARGET_RUNTIMEMODULES_H

#include "llvm/ADT/StringRef.h"

namespace cameo {

struct RuntimeModule {
  llvm::StringLiteral symbols; // how its functions' names begin
  llvm::StringLiteral library; // its file is lib<library>.a
  llvm::StringLiteral madeWith;
  llvm::StringLiteral flags; // what a linker needs besides
};

inline constexpr RuntimeModule runtimeModules[] = {
    {"cameo_op_regex_", "cameo_runtime_regex", "RE2", "-lre2 -lstdc++"},
    {"cameo_op_image_", "cameo_runtime_images",
     "libjpeg-turbo, libpng, libtiff, libwebp, OpenJPEG and stb",
     "-ljpeg -lpng16 -ltiff -lwebp -lopenjp2 -lstdc++"},
};

} // namespace cameo

#endif
