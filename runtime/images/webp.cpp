// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// WebP, by libwebp.

#include "images/decoders.h"
#include <webp/decode.h>

using namespace cameo::images;

bool cameo::images::decodeWebP(Bytes file, Image &image) {
  int width = 0, height = 0;
  return WebPGetInfo(file.data, file.size, &width, &height) && image.create(width, height) &&
         WebPDecodeRGBInto(file.data, file.size, image.pixels.data(), image.pixels.size(),
                           3 * width);
}
