// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tools/cameo/Profile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cameo;
namespace json = llvm::json;
using llvm::StringRef;

// Kernels that take less of the time are one line together.
constexpr double minShare = 0.005;

void tool::completeProfile(json::Object &result, const json::Object &report) {
  llvm::StringMap<const json::Object *> known;
  if (const json::Array *kernels = report.getArray("kernels"))
    for (const json::Value &kernel : *kernels)
      if (auto name = kernel.getAsObject()->getString("name"))
        known[*name] = kernel.getAsObject();
  json::Array *kernels = result.getArray("kernels");
  for (json::Value &value : *kernels) {
    json::Object &kernel = *value.getAsObject();
    std::string what = kernel.getString("what")->str();
    kernel.erase("what");
    llvm::SmallVector<StringRef> parts;
    StringRef(what).split(parts, '\t');
    kernel["kernel"] = parts.front().str();
    json::Array nodes;
    for (StringRef node : llvm::drop_begin(parts))
      nodes.push_back(node.trim().str());
    kernel["nodes"] = std::move(nodes);
    const json::Object *work = known.lookup(parts.front());
    double seconds = kernel.getNumber("ms").value_or(0) * 1e-3,
           calls = kernel.getNumber("calls").value_or(1);
    auto rate = [&](StringRef of, StringRef key) {
      auto amount = work ? work->getNumber(of) : std::nullopt;
      if (amount && *amount > 0 && seconds > 0)
        kernel[key] = *amount * calls / seconds * 1e-9;
    };
    rate("operations", "gflops");
    rate("bytes", "gbytes");
  }
  llvm::sort(*kernels, [](const json::Value &a, const json::Value &b) {
    return a.getAsObject()->getNumber("ms") > b.getAsObject()->getNumber("ms");
  });
}

void tool::printProfile(const json::Object &result, llvm::raw_ostream &out) {
  double all = result.getNumber("profiled_ms").value_or(0), rest = all, others = 0;
  double flops = result.getNumber("peak_gflops").value_or(0),
         bytes = result.getNumber("peak_gbytes").value_or(0);
  out << llvm::formatv("  peak {0:f1} GFLOP/s, {1:f1} GB/s\n", flops, bytes)
      << "       ms  share  calls  GFLOP/s  peak   GB/s  peak  kernel: nodes\n";
  auto line = [&](double milliseconds, const std::string &text) {
    out << llvm::formatv("{0,9:f4} {1,5:f1}% {2}\n", milliseconds,
                         all > 0 ? milliseconds / all * 100 : 0, text);
  };
  auto rate = [](std::optional<double> value, double peak) {
    if (!value)
      return std::string("       -     -");
    return llvm::formatv("{0,8:f1} {1,4:f0}%", *value, peak > 0 ? *value / peak * 100 : 0).str();
  };
  unsigned small = 0;
  bool isUnknown = false;
  for (const json::Value &value : *result.getArray("kernels")) {
    const json::Object &kernel = *value.getAsObject();
    double milliseconds = *kernel.getNumber("ms");
    rest -= milliseconds;
    isUnknown |= !kernel.getNumber("gbytes");
    if (milliseconds < minShare * all) {
      ++small;
      others += milliseconds;
      continue;
    }
    llvm::SmallVector<StringRef> nodes;
    for (const json::Value &node : *kernel.getArray("nodes"))
      nodes.push_back(*node.getAsString());
    std::string names = llvm::join(nodes, " + ");
    if (names.size() > 60)
      names = names.substr(0, 57) + "...";
    line(milliseconds, llvm::formatv("{0,6:f0} {1} {2}  {3}{4}{5}", *kernel.getNumber("calls"),
                                     rate(kernel.getNumber("gflops"), flops),
                                     rate(kernel.getNumber("gbytes"), bytes).substr(1),
                                     *kernel.getString("kernel"), names.empty() ? "" : ": ", names)
                           .str());
  }
  std::string blank(34, ' ');
  if (isUnknown)
    out << "            (work is known where all extents are: fix them by --dim)\n";
  if (small)
    line(others, blank + "   " + std::to_string(small) + " more");
  line(std::max(rest, 0.0), blank + "   between kernels");
}
