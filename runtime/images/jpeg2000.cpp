// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JPEG 2000, by OpenJPEG.

#include "images/decoders.h"
#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>

using namespace cameo::images;

namespace {
constexpr uint8_t codestream[] = {0xff, 0x4f, 0xff, 0x51};
constexpr uint8_t container[] = {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, 0x87, 10};

/// A file in memory, and where it is read.
struct Stream {
  Bytes file;
  size_t position = 0;
};

OPJ_SIZE_T read(void *to, OPJ_SIZE_T count, void *user) {
  auto *stream = static_cast<Stream *>(user);
  count = std::min(count, stream->file.size - stream->position);
  if (!count)
    return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(to, stream->file.data + stream->position, count);
  stream->position += count;
  return count;
}
OPJ_OFF_T skip(OPJ_OFF_T count, void *user) {
  auto *stream = static_cast<Stream *>(user);
  if (count < 0 || static_cast<uint64_t>(count) > stream->file.size - stream->position)
    return -1;
  stream->position += static_cast<size_t>(count);
  return count;
}
OPJ_BOOL seek(OPJ_OFF_T to, void *user) {
  auto *stream = static_cast<Stream *>(user);
  if (to < 0 || static_cast<uint64_t>(to) > stream->file.size)
    return OPJ_FALSE;
  stream->position = static_cast<size_t>(to);
  return OPJ_TRUE;
}

// A component's sample at a pixel, in eight bits.
int sampleAt(const opj_image_comp_t &component, int64_t x, int64_t y) {
  const int64_t column = std::min<int64_t>(x / component.dx, component.w - 1),
                row = std::min<int64_t>(y / component.dy, component.h - 1);
  int64_t value = component.data[row * component.w + column];
  if (component.sgnd)
    value += int64_t(1) << (component.prec - 1);
  if (component.prec > 8)
    value >>= component.prec - 8;
  else if (component.prec < 8)
    value = value * 255 / ((1 << component.prec) - 1);
  return static_cast<int>(std::clamp<int64_t>(value, 0, 255));
}

uint8_t toByte(double value) { return static_cast<uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

bool isUsable(const opj_image_t &picture) {
  if (picture.numcomps == 0)
    return false;
  for (OPJ_UINT32 c = 0; c < picture.numcomps; ++c) {
    const opj_image_comp_t &component = picture.comps[c];
    if (!component.data || !component.w || !component.h || !component.dx || !component.dy ||
        component.prec == 0 || component.prec > 31)
      return false;
  }
  return true;
}

bool convert(const opj_image_t &picture, Image &image) {
  if (!isUsable(picture) || !image.create(int64_t(picture.x1) - picture.x0,
                                          int64_t(picture.y1) - picture.y0))
    return false;
  const bool isGray = picture.numcomps < 3, isYCC = picture.color_space == OPJ_CLRSPC_SYCC;
  uint8_t *to = image.pixels.data();
  for (int64_t y = 0; y < image.height; ++y)
    for (int64_t x = 0; x < image.width; ++x, to += 3) {
      int samples[3];
      for (int c = 0; c < 3; ++c)
        samples[c] = sampleAt(picture.comps[isGray ? 0 : c], x, y);
      if (isYCC && !isGray) {
        const double luma = samples[0], blue = samples[1] - 128, red = samples[2] - 128;
        to[0] = toByte(luma + 1.402 * red);
        to[1] = toByte(luma - 0.344136 * blue - 0.714136 * red);
        to[2] = toByte(luma + 1.772 * blue);
        continue;
      }
      for (int c = 0; c < 3; ++c)
        to[c] = static_cast<uint8_t>(samples[c]);
    }
  return true;
}
} // namespace

bool cameo::images::decodeJPEG2000(Bytes file, Image &image) {
  auto startsWith = [&](const uint8_t *magic, size_t size) {
    return file.size > size && !std::memcmp(file.data, magic, size);
  };
  const bool isPlain = startsWith(codestream, sizeof codestream);
  if (!isPlain && !startsWith(container, sizeof container))
    return false;
  Stream source{file};
  std::unique_ptr<opj_stream_t, void (*)(opj_stream_t *)> stream(
      reinterpret_cast<opj_stream_t *>(opj_stream_default_create(OPJ_TRUE)),
      [](opj_stream_t *stream) { opj_stream_destroy(stream); });
  std::unique_ptr<opj_codec_t, void (*)(opj_codec_t *)> codec(
      reinterpret_cast<opj_codec_t *>(
          opj_create_decompress(isPlain ? OPJ_CODEC_J2K : OPJ_CODEC_JP2)),
      [](opj_codec_t *codec) { opj_destroy_codec(codec); });
  if (!stream || !codec)
    return false;
  opj_stream_set_user_data(stream.get(), &source, nullptr);
  opj_stream_set_user_data_length(stream.get(), file.size);
  opj_stream_set_read_function(stream.get(), read);
  opj_stream_set_skip_function(stream.get(), skip);
  opj_stream_set_seek_function(stream.get(), seek);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t *picture = nullptr;
  bool isGood = opj_setup_decoder(codec.get(), &parameters) &&
                opj_read_header(stream.get(), codec.get(), &picture) &&
                opj_decode(codec.get(), stream.get(), picture) && convert(*picture, image);
  opj_image_destroy(picture);
  return isGood;
}
