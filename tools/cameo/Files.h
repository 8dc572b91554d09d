// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Output files and temporary folders.

#ifndef CAMEO_TOOLS_FILES_H
#define CAMEO_TOOLS_FILES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace cameo::tool {

/// Writes the bytes, or nothing at all.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef contents);

/// A folder that goes away with this object.
/// Moves a file, to another file system, too.
llvm::Error moveFile(llvm::StringRef from, llvm::StringRef to);

class TemporaryFolder {
public:
  static llvm::Expected<TemporaryFolder> create();
  TemporaryFolder(TemporaryFolder &&other) : path(std::move(other.path)) { other.path.clear(); }
  ~TemporaryFolder();
  std::string file(llvm::StringRef name) const;

private:
  explicit TemporaryFolder(std::string path) : path(std::move(path)) {}
  std::string path;
};

} // namespace cameo::tool

#endif
