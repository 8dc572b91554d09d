// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors as text: JSON's nested lists, with nan and inf.

#include "runtime/cameo_runtime.h"
#include "tools/cameo/Tensor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <charconv>

using namespace cameo::tool;
using llvm::StringRef;

namespace {

// Reads scalars in order as tokens, and the shape from the brackets.
class Parser {
public:
  explicit Parser(StringRef text) : whole(text), rest(text) {}

  llvm::Error parse() {
    if (llvm::Error error = value(0))
      return error;
    rest = rest.ltrim();
    return rest.empty() ? llvm::Error::success() : fail("expected the end");
  }

  std::vector<int64_t> shape;
  std::vector<std::string> tokens;

private:
  llvm::Error fail(StringRef what) {
    return makeError("{0} at character {1} of '{2}'", what, whole.size() - rest.size() + 1,
                     whole.size() > 80 ? whole.take_front(77).str() + "..." : whole.str());
  }

  llvm::Error value(size_t depth) {
    rest = rest.ltrim();
    if (!rest.consume_front("["))
      return scalar(depth);
    if (depth >= 64)
      return fail("too many brackets");
    if (leafDepth && depth >= *leafDepth)
      return fail("expected a number as its neighbours are");
    int64_t count = 0;
    rest = rest.ltrim();
    if (!rest.starts_with("]"))
      do {
        if (llvm::Error error = value(depth + 1))
          return error;
        ++count;
        rest = rest.ltrim();
      } while (rest.consume_front(","));
    if (!rest.consume_front("]"))
      return fail("expected ',' or ']'");
    if (shape.size() <= depth)
      shape.resize(depth + 1, -1);
    if (shape[depth] >= 0 && shape[depth] != count)
      return fail("the lists of one level have different lengths; the last one ends");
    shape[depth] = count;
    return llvm::Error::success();
  }

  llvm::Error scalar(size_t depth) {
    if (leafDepth && *leafDepth != depth)
      return fail("expected a list as its neighbours are");
    leafDepth = depth;
    if (rest.starts_with("\"")) {
      size_t end = 1;
      while (end < rest.size() && rest[end] != '"')
        end += rest[end] == '\\' ? 2 : 1;
      if (end >= rest.size())
        return fail("unterminated string");
      auto parsed = llvm::json::parse(rest.take_front(end + 1));
      if (!parsed) {
        llvm::consumeError(parsed.takeError());
        return fail("malformed string");
      }
      tokens.push_back(parsed->getAsString()->str());
      rest = rest.drop_front(end + 1);
      return llvm::Error::success();
    }
    StringRef token =
        rest.take_while([](char c) { return llvm::isAlnum(c) || StringRef("+-._").contains(c); });
    if (token.empty())
      return fail("expected a value");
    tokens.push_back(token.str());
    rest = rest.drop_front(token.size());
    return llvm::Error::success();
  }

  StringRef whole, rest;
  std::optional<size_t> leafDepth;
};

llvm::Error setScalar(Tensor &tensor, int64_t i, StringRef token) {
  if (tensor.dtype == CAMEO_STRING) {
    tensor.strings[i] = token.str();
    return llvm::Error::success();
  }
  if (token == "true" || token == "false")
    token = token == "true" ? "1" : "0";
  auto wrong = [&] {
    return makeError("'{0}' is not a value of type {1}", token, typeName(tensor.dtype));
  };
  if (const llvm::fltSemantics *semantics = floatSemantics(tensor.dtype)) {
    std::string lower = token.lower();
    StringRef magnitude = StringRef(lower).ltrim("+-");
    bool negative = token.starts_with("-");
    llvm::APFloat value(*semantics);
    if (magnitude == "nan" || magnitude == "inf" || magnitude == "infinity") {
      if (!(magnitude == "nan" ? llvm::APFloat::semanticsHasNaN(*semantics)
                               : llvm::APFloat::semanticsHasInf(*semantics)))
        return wrong();
      value = magnitude == "nan" ? llvm::APFloat::getNaN(llvm::APFloat::IEEEdouble(), negative)
                                 : llvm::APFloat::getInf(llvm::APFloat::IEEEdouble(), negative);
    } else if (auto status = value.convertFromString(token, llvm::APFloat::rmNearestTiesToEven);
               !status) {
      llvm::consumeError(status.takeError());
      return wrong();
    }
    setFloat(tensor, i, value);
    return llvm::Error::success();
  }
  unsigned bits = cameo_dtype_bits(tensor.dtype);
  if (isSigned(tensor.dtype)) {
    int64_t value;
    if (token.getAsInteger(10, value) || !llvm::isIntN(bits, value))
      return wrong();
    setInteger(tensor, i, uint64_t(value));
    return llvm::Error::success();
  }
  uint64_t value;
  if (token.getAsInteger(10, value) || !llvm::isUIntN(bits, value) ||
      (tensor.dtype == CAMEO_BOOL && value > 1))
    return wrong();
  setInteger(tensor, i, value);
  return llvm::Error::success();
}

// The shortest decimal that reads back as the same value of the type.
std::string floatText(double value, int32_t dtype) {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  char buffer[64];
  unsigned bits = llvm::APFloat::semanticsSizeInBits(*floatSemantics(dtype));
  if (bits == 32)
    return std::string(buffer, std::to_chars(buffer, std::end(buffer), float(value)).ptr);
  if (bits == 64)
    return std::string(buffer, std::to_chars(buffer, std::end(buffer), value).ptr);
  for (int digits = 1; digits <= 9; ++digits) {
    snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    llvm::APFloat read(*floatSemantics(dtype));
    if (auto status = read.convertFromString(buffer, llvm::APFloat::rmNearestTiesToEven); !status)
      llvm::consumeError(status.takeError());
    else if (read.convertToDouble() == value)
      break;
  }
  return std::string(buffer, std::to_chars(buffer, std::end(buffer), std::atof(buffer)).ptr);
}

std::string scalarText(const Tensor &tensor, int64_t i) {
  if (tensor.dtype == CAMEO_STRING)
    return llvm::formatv("{0}", llvm::json::Value(llvm::json::fixUTF8(tensor.strings[i]))).str();
  if (isFloat(tensor.dtype))
    return floatText(floatAt(tensor, i), tensor.dtype);
  uint64_t value = integerAt(tensor, i);
  if (tensor.dtype == CAMEO_BOOL)
    return value ? "true" : "false";
  return isSigned(tensor.dtype) ? std::to_string(int64_t(value)) : std::to_string(value);
}

} // namespace

llvm::Expected<Tensor> cameo::tool::parseTensor(StringRef text, int32_t dtype) {
  Parser parser(text);
  if (llvm::Error error = parser.parse())
    return std::move(error);
  Tensor tensor;
  tensor.dtype = dtype;
  tensor.shape = parser.shape;
  if (isComplex(dtype)) {
    if (tensor.shape.empty() || tensor.shape.back() != 2)
      return makeError("a complex number is written as the list [real, imaginary]");
    tensor.shape.pop_back();
  }
  tensor.allocate();
  for (auto [i, token] : llvm::enumerate(parser.tokens))
    if (llvm::Error error = setScalar(tensor, i, token))
      return std::move(error);
  return tensor;
}

std::string cameo::tool::printElements(const Tensor &tensor, bool full) {
  std::vector<int64_t> shape = tensor.shape;
  if (isComplex(tensor.dtype))
    shape.push_back(2);
  constexpr int64_t longest = 256, edge = 3;
  bool abbreviate = !full && countElements(shape) > longest;
  std::string text;
  auto print = [&](auto &&self, size_t depth, int64_t begin, int64_t count) -> void {
    if (depth == shape.size()) {
      text += scalarText(tensor, begin);
      return;
    }
    int64_t extent = shape[depth], stride = extent ? count / extent : 0;
    text += "[";
    for (int64_t i = 0; i < extent; ++i) {
      if (i)
        text += ", ";
      if (abbreviate && extent > 2 * edge && i == edge) {
        text += "..., ";
        i = extent - edge;
      }
      self(self, depth + 1, begin + i * stride, stride);
    }
    text += "]";
  };
  print(print, 0, 0, countElements(shape));
  return text;
}

llvm::Expected<Tensor> cameo::tool::parseMap(StringRef text, int32_t dtype) {
  auto malformed = [] { return makeError("a map is written as {{1: 0.5} or {{\"a\": 0.5}"); };
  text = text.trim();
  if (!text.consume_front("{") || !text.consume_back("}"))
    return malformed();
  // Its keys and its values as two lists.
  std::string lists[2] = {"[", "["};
  bool inString = false, inValue = false;
  for (size_t i = 0; i < text.size(); ++i) {
    inString ^= text[i] == '"' && (i == 0 || text[i - 1] != '\\');
    if (!inString && text[i] == ':') {
      if (inValue)
        return malformed();
      inValue = true;
    } else if (!inString && text[i] == ',') {
      if (!inValue)
        return malformed();
      lists[0] += ",", lists[1] += ",";
      inValue = false;
    } else {
      lists[inValue] += text[i];
    }
  }
  Tensor map;
  map.kind = CAMEO_MAP;
  map.dtype = dtype;
  auto keys = parseTensor(lists[0] + "]", text.contains('"') && text.ltrim().front() == '"'
                                              ? CAMEO_STRING : CAMEO_INT64);
  auto values = parseTensor(lists[1] + "]", dtype);
  if (!keys || !values) {
    llvm::consumeError(values.takeError());
    llvm::consumeError(keys.takeError());
    return malformed();
  }
  if (keys->shape.size() != 1 || keys->shape != values->shape)
    return malformed();
  map.items = {std::move(*keys), std::move(*values)};
  map.sortKeys();
  return map;
}

static std::string mapText(const Tensor &map) {
  std::string text = "map {";
  for (int64_t k = 0; k < map.items[0].numElements(); ++k)
    text += (k ? ", " : "") + scalarText(map.items[0], k) + ": " + scalarText(map.items[1], k);
  return text + "}";
}

std::string cameo::tool::printValue(const Tensor &value, bool full) {
  if (value.kind == CAMEO_MAP)
    return mapText(value);
  if (!value.kind)
    return typeText(value.dtype, value.shape) + " " + printElements(value, full);
  if (!value.isThere)
    return "nothing";
  std::string text = value.kind == CAMEO_OPTIONAL ? "optional" : "sequence";
  for (const Tensor &item : value.items)
    text += "\n  " + printValue(item, full);
  return text;
}
