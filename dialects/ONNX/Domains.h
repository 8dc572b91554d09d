// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The domains of operators that the onnx dialect has, and what their operators'
// names start with there.

#ifndef CAMEO_ONNX_DOMAINS_H
#define CAMEO_ONNX_DOMAINS_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace cameo::onnx {

struct Domain {
  llvm::StringLiteral name; // "" is ai.onnx
  llvm::StringLiteral prefix;
  /// The opset that the dialect's forms of the operators are of.
  int64_t newestOpset;
};

/// The newest opset of ai.onnx.
inline constexpr int64_t newestOpset = 28;

inline constexpr Domain domains[] = {
    {"", "onnx.", newestOpset},
    {"ai.onnx.ml", "onnx.ml.", 5},
    {"ai.onnx.preview", "onnx.preview.", 1},
    {"ai.onnx.preview.training", "onnx.training.", 1},
    {"com.microsoft", "onnx.microsoft.", 1},
};

/// The domain of that canonical name, or null.
inline const Domain *findDomain(llvm::StringRef name) {
  const Domain *found =
      llvm::find_if(domains, [&](const Domain &domain) { return domain.name == name; });
  return found == std::end(domains) ? nullptr : found;
}

} // namespace cameo::onnx

#endif
