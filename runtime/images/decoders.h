// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What reads one format of files each. A reader returns false for a file that is
// damaged or of another format, and leaves the image as it likes.

#ifndef CAMEO_IMAGES_DECODERS_H
#define CAMEO_IMAGES_DECODERS_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cameo::images {

struct Bytes {
  const uint8_t *data;
  size_t size;
};

/// Pixels by rows, red, green and blue of each. Transparency is left out.
struct Image {
  int64_t width = 0, height = 0;
  std::vector<uint8_t> pixels;

  /// Makes room; false for extents that no picture has.
  bool create(int64_t wide, int64_t high) {
    constexpr int64_t most = int64_t(1) << 28;
    if (wide <= 0 || high <= 0 || wide > most || high > most / wide)
      return false;
    width = wide;
    height = high;
    pixels.resize(static_cast<size_t>(3 * wide * high));
    return true;
  }
  uint8_t *row(int64_t y) { return pixels.data() + 3 * width * y; }
};

using Decoder = bool(Bytes file, Image &image);
Decoder decodeBMP, decodeJPEG, decodeJPEG2000, decodePNG, decodePNM, decodeTIFF, decodeWebP;

} // namespace cameo::images

#endif // CAMEO_IMAGES_DECODERS_H
