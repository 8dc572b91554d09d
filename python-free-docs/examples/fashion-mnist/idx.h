// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the IDX files of MNIST and its successors: a big-endian header of a
// magic number and the extents, then the bytes. zlib reads them packed or not.

#pragma once

#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct IdxFile {
  std::vector<size_t> extents;
  std::vector<uint8_t> bytes;
};

/// Reads `path`, which must hold unsigned bytes in `rank` dimensions.
inline IdxFile readIdx(const std::string &path, unsigned rank) {
  auto fail = [&](const std::string &why) { throw std::runtime_error(path + ": " + why); };
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file)
    fail("cannot be opened (Debian's package dataset-fashion-mnist installs the data set; "
         "--data names another folder)");

  auto readWord = [&]() -> uint32_t {
    std::array<uint8_t, 4> b{};
    if (gzread(file.get(), b.data(), b.size()) != static_cast<int>(b.size()))
      fail("the header is cut short");
    return uint32_t(b[0]) << 24 | uint32_t(b[1]) << 16 | uint32_t(b[2]) << 8 | b[3];
  };

  // The magic number is 0, 0, the element type (8: unsigned byte), the rank.
  if (readWord() != (0x0800u | rank))
    fail("is not an IDX file of bytes in " + std::to_string(rank) + " dimensions");
  constexpr size_t limit = size_t(1) << 30;
  IdxFile result;
  size_t size = 1;
  for (unsigned i = 0; i < rank; ++i) {
    result.extents.push_back(readWord());
    if (result.extents.back() != 0 && size > limit / result.extents.back())
      fail("is larger than 1 GiB");
    size *= result.extents.back();
  }
  result.bytes.resize(size);
  if (gzread(file.get(), result.bytes.data(), static_cast<unsigned>(size)) !=
      static_cast<int>(size))
    fail("holds fewer bytes than its header promises");
  return result;
}
