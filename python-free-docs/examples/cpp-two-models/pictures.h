// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the camera sees: clothes as polygons, grey and noisy, and a way to show
// them in a terminal.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

constexpr std::size_t cameraSide = 112, side = 28; // before and after `prepare`

struct Point {
  float x, y;
};

/// An outline in a square of 28 x 28, and what the model should say to it.
struct Garment {
  int label;
  bool mirrored; // the outline is only the left half
  float trim;    // what is above is brighter: a collar, a waistband
  std::vector<Point> outline;
};

inline const std::vector<Garment> &garments() {
  // clang-format off
  static const std::vector<Garment> all = {
      {0, true, 4, {{11, 2}, {7, 4}, {2, 9}, {5, 13}, {8, 10}, {8, 26}, {14, 26}, {14, 3}}},
      {1, true, 4, {{8, 1}, {8, 27}, {11.5f, 27}, {12.5f, 17}, {13.5f, 9}, {14, 9}, {14, 1}}},
      {3, true, 2, {{11, 0}, {11, 6}, {11.5f, 10}, {8.5f, 28}, {14, 28}, {14, 3}, {12.5f, 3},
                    {12, 0}}},
      {8, true, 4, {{3, 11}, {2, 26}, {14, 26}, {14, 11}, {10, 11}, {10.5f, 4}, {14, 4}, {14, 2},
                    {9, 2}, {8, 11}}},
      {9, false, 0, {{17, 3}, {26, 3}, {26, 25}, {20, 25}, {19, 23}, {14, 25}, {2, 25}, {1, 21},
                     {8, 17}, {15, 12}}},
  };
  // clang-format on
  return all;
}

inline bool isInside(std::span<const Point> polygon, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const Point a = polygon[i], b = polygon[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

/// The picture of a garment in poor light: little contrast, and noise.
inline void photograph(const Garment &garment, std::span<std::uint8_t> pixels) {
  std::uint32_t noise = 1;
  for (std::size_t y = 0; y < cameraSide; ++y)
    for (std::size_t x = 0; x < cameraSide; ++x) {
      Point at{(float(x) + 0.5f) / 4, (float(y) + 0.5f) / 4};
      if (garment.mirrored)
        at.x = std::min(at.x, float(side) - at.x);
      noise = noise * 1664525u + 1013904223u;
      pixels[y * cameraSide + x] = std::uint8_t((!isInside(garment.outline, at) ? 50
                                                 : at.y < garment.trim          ? 110
                                                                                : 90) +
                                                (noise >> 29));
    }
}

/// Lines of Braille: a character has two dots by four, so a picture of 28 x 28
/// takes 14 x 7, and greys become patterns of dots.
inline std::vector<std::string> braille(std::span<const float> image) {
  static constexpr int bits[4][2] = {{0, 3}, {1, 4}, {2, 5}, {6, 7}};
  static constexpr float thresholds[2][2] = {{0.2f, 0.6f}, {0.8f, 0.4f}};
  std::vector<std::string> lines;
  for (std::size_t top = 0; top < side; top += 4) {
    std::string &line = lines.emplace_back();
    for (std::size_t left = 0; left < side; left += 2) {
      unsigned dots = 0;
      for (std::size_t y = 0; y < 4; ++y)
        for (std::size_t x = 0; x < 2; ++x)
          if (image[(top + y) * side + left + x] > thresholds[y % 2][x])
            dots |= 1u << bits[y][x];
      line += {char(0xe2), char(0xa0 | dots >> 6), char(0x80 | (dots & 0x3f))};
    }
  }
  return lines;
}
