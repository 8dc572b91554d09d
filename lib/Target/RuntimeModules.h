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
  llvm::StringLiteral loaded; // the shared libraries of these, of other versions, too
};

inline constexpr RuntimeModule runtimeModules[] = {
    {"cameo_op_regex_", "cameo_runtime_regex", "RE2", "-lre2 -lstdc++",
     "libre2.so libre2.so.9 libre2.so.10 libre2.so.11 libstdc++.so.6 libgcc_s.so.1"},
    {"cameo_op_image_", "cameo_runtime_images",
     "libjpeg-turbo, libpng, libtiff, libwebp, OpenJPEG and stb",
     "-ljpeg -lpng16 -ltiff -lwebp -lopenjp2 -lstdc++",
     "libjpeg.so libjpeg.so.62 libjpeg.so.8 libpng16.so.16 libtiff.so libtiff.so.6 libtiff.so.5 "
     "libwebp.so.7 libopenjp2.so.7 libstdc++.so.6 libgcc_s.so.1"},
};

} // namespace cameo

#endif
