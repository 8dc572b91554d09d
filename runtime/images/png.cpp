// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PNG, by libpng.

#include "images/decoders.h"
#include <csetjmp>
#include <cstring>
#include <png.h>

using namespace cameo::images;

namespace {
void read(png_structp png, png_bytep to, size_t count) {
  auto *rest = static_cast<Bytes *>(png_get_io_ptr(png));
  if (count > rest->size)
    png_error(png, "the file ends early");
  std::memcpy(to, rest->data, count);
  rest->data += count;
  rest->size -= count;
}
void leave(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void ignore(png_structp, png_const_charp) {}
} // namespace

bool cameo::images::decodePNG(Bytes file, Image &image) {
  if (file.size < 8 || png_sig_cmp(file.data, 0, 8))
    return false;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, ignore);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  std::vector<png_bytep> rows; // outlives the jump
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, info ? &info : nullptr, nullptr);
    return false;
  }
  png_set_read_fn(png, &file, read);
  png_read_info(png, info);
  // To eight bits of red, green and blue: the upper ones, of what has more.
  png_set_strip_16(png);
  png_set_palette_to_rgb(png);
  png_set_expand_gray_1_2_4_to_8(png);
  png_set_gray_to_rgb(png);
  png_set_strip_alpha(png);
  png_set_interlace_handling(png);
  bool isGood = image.create(png_get_image_width(png, info), png_get_image_height(png, info));
  if (isGood) {
    png_read_update_info(png, info);
    isGood = png_get_rowbytes(png, info) == static_cast<size_t>(3 * image.width);
  }
  if (isGood) {
    for (int64_t y = 0; y < image.height; ++y)
      rows.push_back(image.row(y));
    png_read_image(png, rows.data());
  }
  png_destroy_read_struct(&png, &info, nullptr);
  return isGood;
}
