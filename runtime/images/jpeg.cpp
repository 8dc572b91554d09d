// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JPEG, by libjpeg-turbo.

#include "images/decoders.h"
#include <csetjmp>
#include <cstdio>
// After what it does not include itself.
#include <jpeglib.h>

using namespace cameo::images;

namespace {
struct Errors {
  jpeg_error_mgr manager;
  std::jmp_buf leave;
};

// The library's own would end the program.
void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<Errors *>(info->err)->leave, 1); }
void ignore(j_common_ptr) {}
void ignoreLevel(j_common_ptr, int) {}

// Red, green and blue of inks, stored as 255 - ink where Adobe wrote the file.
void fromInks(const uint8_t *cmyk, uint8_t *rgb, bool areInverted) {
  const uint8_t mask = areInverted ? 0 : 255;
  const unsigned light = cmyk[3] ^ mask;
  for (int c = 0; c < 3; ++c)
    rgb[c] = static_cast<uint8_t>(((cmyk[c] ^ mask) * light + 127) / 255);
}
} // namespace

bool cameo::images::decodeJPEG(Bytes file, Image &image) {
  if (file.size < 3 || file.data[0] != 0xff || file.data[1] != 0xd8)
    return false;
  jpeg_decompress_struct info;
  Errors errors;
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.output_message = ignore;
  errors.manager.emit_message = ignoreLevel;
  std::vector<uint8_t> line; // outlives the jump
  if (setjmp(errors.leave)) {
    jpeg_destroy_decompress(&info);
    return false;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, file.data, static_cast<unsigned long>(file.size));
  jpeg_read_header(&info, TRUE);
  const bool inks = info.num_components == 4;
  info.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  bool isGood = image.create(info.image_width, info.image_height);
  if (isGood) {
    line.resize(static_cast<size_t>(image.width) * 4);
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
      uint8_t *row = image.row(info.output_scanline), *to = inks ? line.data() : row;
      jpeg_read_scanlines(&info, &to, 1);
      for (int64_t x = 0; inks && x < image.width; ++x)
        fromInks(&line[static_cast<size_t>(4 * x)], row + 3 * x, info.saw_Adobe_marker);
    }
    jpeg_finish_decompress(&info);
  }
  jpeg_destroy_decompress(&info);
  return isGood;
}
