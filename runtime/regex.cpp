// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regular expressions, by RE2: a module that only models with such operators need.

#include "operators.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <re2/re2.h>
#include <string>
#include <vector>

using Piece = re2::StringPiece;

static const char *const *stringsOf(const cameo_tensor &tensor) {
  return static_cast<const char *const *>(tensor.data);
}

// x, pattern -> bool
extern "C" int cameo_op_regex_full_match(cameo_heap *heap, const cameo_tensor *operands, int32_t,
                                         cameo_tensor *results, int32_t) {
  RE2 pattern(stringsOf(operands[1])[0], RE2::Quiet);
  if (!pattern.ok())
    return CAMEO_ERROR_INVALID_ARGUMENT;
  auto *to = static_cast<uint8_t *>(
      cameo_result(heap, results, operands[0].rank, operands[0].shape));
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0, count = cameo_tensor_count(results); k < count; ++k)
    to[k] = RE2::FullMatch(stringsOf(operands[0])[k], pattern);
  return CAMEO_OK;
}

namespace {

class Tokenizer {
public:
  explicit Tokenizer(int64_t shortest) : shortest(shortest) {
    // As ONNX Runtime: of several matches at one place, the longest.
    options.set_longest_match(true);
    options.set_log_errors(false);
  }

  bool addPattern(const char *text) {
    patterns.push_back(std::make_unique<RE2>(text, options));
    return patterns.back()->ok();
  }

  // The matches of the one pattern.
  void matches(Piece text, std::vector<Piece> &tokens) const {
    forEachMatch(text, *patterns[0], [&](Piece match) { add(match, tokens); });
  }

  // What is between the matches of all patterns, one after another.
  void between(Piece text, std::vector<Piece> &tokens) const {
    std::vector<Piece> pieces{text};
    for (const auto &pattern : patterns) {
      std::vector<Piece> next;
      for (Piece piece : pieces) {
        const char *start = piece.data();
        forEachMatch(piece, *pattern, [&](Piece match) {
          add(Piece(start, match.data() - start), next);
          start = match.data() + match.size();
        });
        add(Piece(start, piece.data() + piece.size() - start), next);
      }
      pieces = std::move(next);
    }
    tokens.insert(tokens.end(), pieces.begin(), pieces.end());
  }

  void characters(Piece text, std::vector<Piece> &tokens) const {
    for (size_t start = 0; start < text.size();) {
      size_t end = start + 1;
      while (end < text.size() && isContinued(text[end]))
        ++end;
      tokens.push_back(text.substr(start, end - start));
      start = end;
    }
  }

private:
  static bool isContinued(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

  void add(Piece piece, std::vector<Piece> &tokens) const {
    int64_t length = 0;
    for (char c : piece)
      length += !isContinued(c);
    if (length >= shortest && !piece.empty())
      tokens.push_back(piece);
  }

  template <typename Use> static void forEachMatch(Piece text, const RE2 &pattern, Use use) {
    for (size_t start = 0; start <= text.size();) {
      Piece match;
      if (!pattern.Match(text, start, text.size(), RE2::UNANCHORED, &match, 1))
        return;
      size_t end = size_t(match.data() - text.data()) + match.size();
      if (!match.empty())
        use(match);
      start = match.empty() ? end + 1 : end;
    }
  }

  int64_t shortest;
  RE2::Options options;
  std::vector<std::unique_ptr<RE2>> patterns;
};
} // namespace

// x, padding, separators [k], expression (or empty), [mark, the shortest token's length]
//   -> tokens [x..., most]
extern "C" int cameo_op_regex_tokenize(cameo_heap *heap, const cameo_tensor *operands, int32_t,
                                       cameo_tensor *results, int32_t) {
  const cameo_tensor &x = operands[0], &separators = operands[2];
  const char *padding = stringsOf(operands[1])[0], *expression = stringsOf(operands[3])[0];
  bool mark = cameo_integer_at(&operands[4], 0);
  Tokenizer tokenizer(cameo_integer_at(&operands[4], 1));
  int64_t numSeparators = cameo_tensor_count(&separators);
  bool areCharacters = !*expression && numSeparators == 1 && !*stringsOf(separators)[0];
  if (*expression && !tokenizer.addPattern(expression))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  for (int64_t k = 0; !*expression && !areCharacters && k < numSeparators; ++k)
    if (!tokenizer.addPattern(stringsOf(separators)[k]))
      return CAMEO_ERROR_INVALID_ARGUMENT;

  int64_t count = cameo_tensor_count(&x), most = 0, bytes = 1;
  std::vector<std::vector<Piece>> rows(static_cast<size_t>(count));
  for (int64_t k = 0; k < count; ++k) {
    auto &tokens = rows[static_cast<size_t>(k)];
    Piece text(stringsOf(x)[k]);
    if (areCharacters)
      tokenizer.characters(text, tokens);
    else if (*expression)
      tokenizer.matches(text, tokens);
    else
      tokenizer.between(text, tokens);
    most = std::max(most, static_cast<int64_t>(tokens.size()));
    for (Piece token : tokens)
      bytes += static_cast<int64_t>(token.size()) + 1;
  }
  // Marks are around the tokens of each string, unless no string has any.
  mark = mark && most > 0;
  most += mark ? 2 : 0;
  if (x.rank > 63)
    return CAMEO_ERROR_SHAPE;
  int64_t shape[64];
  std::copy(x.shape, x.shape + x.rank, shape);
  shape[x.rank] = most;
  auto *to = static_cast<const char **>(cameo_result(heap, results, x.rank + 1, shape));
  auto *free = static_cast<char *>(cameo_heap_allocate(heap, bytes));
  if (!to || !free)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (const auto &tokens : rows) {
    const char **row = to;
    if (mark)
      *to++ = "\x02";
    for (Piece token : tokens) {
      std::memcpy(free, token.data(), token.size());
      free[token.size()] = 0;
      *to++ = free;
      free += token.size() + 1;
    }
    if (mark)
      *to++ = "\x03";
    while (to < row + most)
      *to++ = padding;
  }
  return CAMEO_OK;
}
