// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `cameo info --support` prints: the operators as their definitions, and the
// tests of what is refused, have them (see tools/cameo-tblgen).

#include "tools/cameo/Support.h"
#include "dialects/ONNX/Domains.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace cameo;
using llvm::StringRef;

namespace {
struct Entry {
  const char *name; // as the dialect has it: ml.Scaler
  int64_t since;
  const char *summary, *operands, *attributes, *results, *limits;
};
const Entry entries[] = {
#include "Operators.inc"
};
} // namespace

static const onnx::Domain &domainOf(StringRef name) {
  for (const onnx::Domain &domain : llvm::reverse(onnx::domains)) {
    StringRef prefix = domain.prefix;
    prefix.consume_front("onnx.");
    if (name.starts_with(prefix))
      return domain;
  }
  return onnx::domains[0];
}

void tool::printSupport(llvm::raw_ostream &os) {
  std::map<std::pair<StringRef, StringRef>, const Entry *> byName;
  for (const Entry &entry : entries) {
    StringRef name = entry.name;
    const onnx::Domain &domain = domainOf(name);
    byName[{domain.name, name.rsplit('.').second.empty() ? name : name.rsplit('.').second}] = &entry;
  }
  StringRef last = "-";
  for (const auto &[key, entry] : byName) {
    auto [domain, name] = key;
    if (domain != last)
      os << (last == "-" ? "" : "\n") << (domain.empty() ? "ai.onnx" : domain) << ", opsets 1 to "
         << onnx::findDomain(domain)->newestOpset << "\n";
    last = domain;
    os << "\n  " << name << " (in the form of opset " << entry->since << "): " << entry->summary
       << "\n";
    auto line = [&](StringRef title, StringRef text) {
      if (!text.empty())
        os << "    " << title << text << "\n";
    };
    line("in: ", entry->operands);
    line("out: ", entry->results);
    line("attributes: ", entry->attributes);
    for (StringRef limit : llvm::split(StringRef(entry->limits), '\n'))
      line("refused: ", limit);
  }
  os << "\n" << byName.size() << " operators\n";
}
