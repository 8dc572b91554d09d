// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files are written whole or not at all, so that a build never finds half of one.

#include "tools/cameo/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace cameo::tool;
using llvm::StringRef;

llvm::Error cameo::tool::writeFile(StringRef path, StringRef contents) {
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << contents;
    return llvm::Error::success();
  });
}

llvm::Error cameo::tool::moveFile(StringRef from, StringRef to) {
  if (!llvm::sys::fs::rename(from, to))
    return llvm::Error::success();
  auto contents = llvm::MemoryBuffer::getFile(from, false, false);
  if (!contents)
    return llvm::createStringError(from + ": " + contents.getError().message());
  return writeFile(to, (*contents)->getBuffer());
}

llvm::Expected<TemporaryFolder> TemporaryFolder::create() {
  llvm::SmallString<128> path;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("cameo", path))
    return llvm::createStringError("cannot make a temporary folder: " + error.message());
  return TemporaryFolder(std::string(path));
}

TemporaryFolder::~TemporaryFolder() {
  if (!path.empty())
    llvm::sys::fs::remove_directories(path);
}

std::string TemporaryFolder::file(StringRef name) const {
  llvm::SmallString<128> full(path);
  llvm::sys::path::append(full, name);
  return std::string(full);
}
