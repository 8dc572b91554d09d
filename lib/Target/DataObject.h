// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Weights as an object of their own. LLVM would hold them three more times on the
// way into one.

#ifndef CAMEO_TARGET_DATAOBJECT_H
#define CAMEO_TARGET_DATAOBJECT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>

namespace cameo {

using ByteSink = llvm::function_ref<void(llvm::ArrayRef<char>)>;

/// Gives a relocatable ELF object in pieces: a read-only section of `bytes` bytes,
/// aligned to 64, which `data` gives, under a hidden symbol. Machine, byte order and
/// flags are those of `like`, which is an ELF object.
llvm::Error writeDataObject(llvm::StringRef like, llvm::StringRef symbol, uint64_t bytes,
                            llvm::function_ref<void(ByteSink)> data, ByteSink sink);

} // namespace cameo

#endif
