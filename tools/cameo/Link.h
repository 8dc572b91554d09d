// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From an object file to what a linker takes or a loader opens.

#ifndef CAMEO_TOOLS_LINK_H
#define CAMEO_TOOLS_LINK_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace cameo::tool {

/// Joins the files of one model's objects (ELF) in the file `path`. Hidden symbols
/// of the code become local; that of the weights, the last object where `hasWeights`,
/// stays.
llvm::Error joinObjects(llvm::ArrayRef<std::string> objects, bool hasWeights,
                        llvm::StringRef path);

/// A static library of one object file, as a member of the library's name.
llvm::Error archiveObject(llvm::StringRef object, llvm::StringRef path);

struct LinkOptions {
  /// The model's prefix: only its symbols are exported.
  std::string name;
  /// The runtime library to link in; empty for none.
  std::string runtime;
  /// Where the target's C library is; empty means this machine's root.
  std::string sysroot;
  /// Objects, archives and shared libraries that the user gives besides.
  std::vector<std::string> libraries;
};
/// A shared library (ELF) that cameo_load opens, of files of objects.
llvm::Error linkSharedLibrary(llvm::ArrayRef<std::string> objects, llvm::StringRef path,
                              const LinkOptions &options);

/// The runtime library that belongs to this compiler: `kind` is pool or serial.
llvm::Expected<std::string> findRuntime(llvm::StringRef kind);

} // namespace cameo::tool

#endif
