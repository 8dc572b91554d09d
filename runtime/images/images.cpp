// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ImageDecoder, by the libraries of the formats: a module that only models with
// this operator need.

#include "images/decoders.h"
#include "operators.h"
#include <algorithm>
#include <new>

using namespace cameo::images;

// The formats tell themselves apart by how their files begin.
static bool decode(Bytes file, Image &image) {
  for (Decoder *decoder :
       {decodePNG, decodeJPEG, decodeWebP, decodeTIFF, decodeJPEG2000, decodePNM, decodeBMP})
    if (decoder(file, image))
      return true;
  return false;
}

// As Pillow, with which ONNX defines it: ITU-R 601-2, rounded.
static uint8_t lightness(const uint8_t *rgb) {
  return static_cast<uint8_t>((rgb[0] * 19595u + rgb[1] * 38470u + rgb[2] * 7471u + 0x8000u) >> 16);
}

// a file [n], which order (0 RGB, 1 BGR, 2 gray) -> pixels [height, width, channels],
// none of a file that cannot be read
extern "C" int cameo_op_image_decode(cameo_heap *heap, const cameo_tensor *operands, int32_t,
                                     cameo_tensor *results, int32_t) {
  Image image;
  int64_t order = cameo_integer_at(&operands[1], 0);
  try {
    Bytes file = {static_cast<const uint8_t *>(operands[0].data),
                  static_cast<size_t>(cameo_tensor_count(&operands[0]))};
    if (!decode(file, image))
      image = Image();
  } catch (const std::bad_alloc &) {
    return CAMEO_ERROR_OUT_OF_MEMORY;
  }
  const int64_t shape[] = {image.height, image.width, order == 2 ? 1 : 3};
  auto *to = static_cast<uint8_t *>(cameo_result(heap, results, 3, shape));
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  const uint8_t *from = image.pixels.data();
  for (int64_t k = 0; k < image.width * image.height; ++k, from += 3) {
    if (order == 2) {
      *to++ = lightness(from);
      continue;
    }
    to = std::copy(from, from + 3, to);
    if (order == 1)
      std::swap(to[-3], to[-1]);
  }
  return CAMEO_OK;
}
