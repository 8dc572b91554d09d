// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Draws grey pictures in a terminal, several side by side. A character cell is
// about twice as high as wide, so each shows two pixels, one above the other:
// the lower one as the colour of "▄", the upper one as its background. Where
// there is no colour, both are averaged into one letter.

#pragma once

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

enum class Ink { Letters, Greys256, Colour24Bit };

/// A square picture and the lines of text to put under it, the first of which
/// is green or, if something is wrong, red.
struct Picture {
  const uint8_t *pixels;
  bool good;
  std::vector<std::string> caption;
};

/// The best that standard output can show.
inline Ink detectInk() {
  auto variable = [](const char *name) {
    const char *value = std::getenv(name);
    return std::string_view(value ? value : "");
  };
  std::setlocale(LC_CTYPE, "");
  bool unicode = std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!isatty(STDOUT_FILENO) || !unicode || !variable("NO_COLOR").empty() ||
      variable("TERM") == "dumb" || variable("TERM").empty())
    return Ink::Letters;
  std::string_view depth = variable("COLORTERM");
  return depth == "truecolor" || depth == "24bit" ? Ink::Colour24Bit : Ink::Greys256;
}

inline int terminalColumns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return 120;
}

/// Appends the two pixels of one character cell.
inline void appendCell(std::string &line, uint8_t upper, uint8_t lower, Ink ink) {
  char text[64];
  switch (ink) {
  case Ink::Letters: {
    constexpr std::string_view shades = " .:-=+*#%@";
    line += shades[(upper + lower) * (shades.size() - 1) / 510];
    return;
  }
  case Ink::Greys256: // 232 ... 255 are 24 greys from near black to near white
    std::snprintf(text, sizeof text, "\033[48;5;%d;38;5;%dm▄", 232 + upper * 23 / 255,
                  232 + lower * 23 / 255);
    break;
  case Ink::Colour24Bit:
    std::snprintf(text, sizeof text, "\033[48;2;%d;%d;%d;38;2;%d;%d;%dm▄", upper, upper, upper,
                  lower, lower, lower);
    break;
  }
  line += text;
}

/// Prints the pictures, `side` pixels square, as many abreast as fit.
inline void printPictures(const std::vector<Picture> &pictures, int side, Ink ink) {
  constexpr int gap = 3;
  const size_t abreast = std::max(1, (terminalColumns() + gap) / (side + gap));
  const std::string space(gap, ' ');
  for (size_t first = 0; first < pictures.size(); first += abreast) {
    const size_t last = std::min(first + abreast, pictures.size());
    for (int y = 0; y + 1 < side; y += 2) {
      std::string line;
      for (size_t i = first; i < last; ++i) {
        const uint8_t *row = pictures[i].pixels + y * side;
        for (int x = 0; x < side; ++x)
          appendCell(line, row[x], row[side + x], ink);
        line += ink == Ink::Letters ? space : "\033[0m" + space;
      }
      std::puts(line.c_str());
    }
    for (size_t row = 0; row < pictures[first].caption.size(); ++row) {
      for (size_t i = first; i < last; ++i)
        if (row == 0 && ink != Ink::Letters)
          std::printf("\033[1;%dm%-*.*s\033[0m%s", pictures[i].good ? 32 : 31, side, side,
                      pictures[i].caption[row].c_str(), space.c_str());
        else
          std::printf("%-*.*s%s", side, side, pictures[i].caption[row].c_str(), space.c_str());
      std::puts("");
    }
    std::puts("");
  }
}
