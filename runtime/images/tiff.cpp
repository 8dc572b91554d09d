// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TIFF, by libtiff.

#include "images/decoders.h"
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <tiffio.h>

using namespace cameo::images;

namespace {
/// A file in memory, and where it is read.
struct Stream {
  Bytes file;
  uint64_t position = 0;
};

tmsize_t read(thandle_t handle, void *to, tmsize_t count) {
  auto *stream = static_cast<Stream *>(handle);
  uint64_t rest = stream->file.size - std::min<uint64_t>(stream->position, stream->file.size);
  uint64_t taken = std::min<uint64_t>(static_cast<uint64_t>(std::max<tmsize_t>(count, 0)), rest);
  if (taken)
    std::memcpy(to, stream->file.data + stream->position, taken);
  stream->position += taken;
  return static_cast<tmsize_t>(taken);
}
tmsize_t write(thandle_t, void *, tmsize_t) { return 0; }
toff_t seek(thandle_t handle, toff_t to, int from) {
  auto *stream = static_cast<Stream *>(handle);
  uint64_t base = from == SEEK_CUR ? stream->position : from == SEEK_END ? stream->file.size : 0;
  return stream->position = base + to;
}
int close(thandle_t) { return 0; }
toff_t size(thandle_t handle) { return static_cast<Stream *>(handle)->file.size; }
} // namespace

bool cameo::images::decodeTIFF(Bytes file, Image &image) {
  if (file.size < 8 || (std::memcmp(file.data, "II", 2) && std::memcmp(file.data, "MM", 2)))
    return false;
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  Stream stream{file};
  TIFF *tiff = TIFFClientOpen("memory", "rm", &stream, read, write, seek, close, size, nullptr, nullptr);
  if (!tiff)
    return false;
  uint32_t width = 0, height = 0;
  bool isGood = TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width) &&
                TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height) && image.create(width, height);
  if (isGood) {
    std::vector<uint32_t> raster(static_cast<size_t>(image.width * image.height));
    isGood = TIFFReadRGBAImageOriented(tiff, width, height, raster.data(), ORIENTATION_TOPLEFT, 1);
    uint8_t *to = image.pixels.data();
    for (uint32_t pixel : raster) {
      *to++ = static_cast<uint8_t>(TIFFGetR(pixel));
      *to++ = static_cast<uint8_t>(TIFFGetG(pixel));
      *to++ = static_cast<uint8_t>(TIFFGetB(pixel));
    }
  }
  TIFFClose(tiff);
  return isGood;
}
