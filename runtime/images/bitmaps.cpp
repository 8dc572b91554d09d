// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BMP, by stb_image, and portable any-maps (PBM, PGM and PPM), which are little
// more than their samples.

#include "images/decoders.h"
#include <cctype>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wsign-compare"
#endif
#include <stb/stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#include <algorithm>
#include <climits>

using namespace cameo::images;

bool cameo::images::decodeBMP(Bytes file, Image &image) {
  if (file.size < 2 || file.size > INT_MAX || file.data[0] != 'B' || file.data[1] != 'M')
    return false;
  const int size = static_cast<int>(file.size);
  int width = 0, height = 0, channels = 0;
  if (!stbi_info_from_memory(file.data, size, &width, &height, &channels) ||
      !image.create(width, height))
    return false;
  stbi_uc *pixels = stbi_load_from_memory(file.data, size, &width, &height, &channels, 3);
  if (!pixels)
    return false;
  std::copy(pixels, pixels + image.pixels.size(), image.pixels.begin());
  stbi_image_free(pixels);
  return true;
}

namespace {
/// What is left of an any-map's text or samples.
struct Reader {
  Bytes rest;
  bool failed = false;

  int next() {
    if (rest.size == 0) {
      failed = true;
      return 0;
    }
    --rest.size;
    return *rest.data++;
  }
  // Past white space and comments, which end with their line.
  void skipSpace() {
    for (bool inComment = false;
         rest.size && (inComment || *rest.data == '#' || std::isspace(*rest.data));) {
      const int c = next();
      inComment = c == '#' || (inComment && c != '\n' && c != '\r');
    }
  }
  int number() {
    skipSpace();
    int value = 0, digits = 0;
    for (; rest.size && std::isdigit(*rest.data) && digits < 9; ++digits)
      value = 10 * value + (next() - '0');
    failed |= digits == 0;
    return value;
  }
  // A bit in text need have no space around it.
  int bit() {
    skipSpace();
    const int c = next();
    failed |= c != '0' && c != '1';
    return c == '1';
  }
};
} // namespace

// P1 to P3 are text, P4 to P6 bytes, or big-endian pairs where the maximum has two;
// bits are packed, a row in whole bytes, and 1 is black.
bool cameo::images::decodePNM(Bytes file, Image &image) {
  if (file.size < 3 || file.data[0] != 'P' || file.data[1] < '1' || file.data[1] > '6')
    return false;
  const int kind = file.data[1] - '1' + 1;
  const bool isText = kind <= 3, areBits = kind % 3 == 1, isColor = kind % 3 == 0;
  Reader reader{{file.data + 2, file.size - 2}};
  const int width = reader.number(), height = reader.number();
  const int maximum = areBits ? 1 : reader.number();
  if (!isText)
    reader.next(); // one white space
  if (reader.failed || maximum < 1 || maximum > 65535)
    return false;
  // A file holds a bit of each sample at least.
  if (int64_t(width) * height > int64_t(reader.rest.size) * 8 || !image.create(width, height))
    return false;
  for (int64_t y = 0; y < height; ++y) {
    uint8_t *to = image.row(y);
    for (int64_t x = 0, packed = 0; x < width; ++x, to += 3)
      for (int c = 0; c < (isColor ? 3 : 1); ++c) {
        int sample = 0;
        if (areBits && !isText) {
          packed = x % 8 ? packed : reader.next();
          sample = !(packed >> (7 - x % 8) & 1);
        } else if (areBits) {
          sample = !reader.bit();
        } else if (isText) {
          sample = reader.number();
        } else {
          sample = reader.next();
          if (maximum > 255)
            sample = sample * 256 + reader.next();
        }
        sample = std::min(sample, maximum);
        to[c] = static_cast<uint8_t>((sample * 255 + maximum / 2) / maximum);
        if (!isColor)
          to[1] = to[2] = to[0];
      }
  }
  return !reader.failed;
}
