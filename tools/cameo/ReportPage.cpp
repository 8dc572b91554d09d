// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The page: one file of HTML without scripts or anything to fetch.

#include "tools/cameo/ReportPage.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cameo;
using namespace cameo::tool;
using llvm::formatv;
using llvm::StringRef;

std::string tool::html(StringRef text) {
  std::string result;
  llvm::raw_string_ostream out(result);
  llvm::printHTMLEscaped(text, out);
  return result;
}

namespace {

class Page {
public:
  explicit Page(const Report &report) : report(report), out(text) {}

  std::string make() {
    out << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        << html(report.file) << " – Cameo</title>\n<style>" << pageStyle << "</style></head>\n"
        << "<body><main>\n<header><h1>" << html(report.file) << "</h1>";
    if (report.model)
      for (const auto &[name, value] : report.model->attributes)
        out << "<span class=\"note\">" << html(name) << ": " << html(value) << "</span> ";
    out << "</header>\n";
    refusals();
    if (report.model) {
      if (report.compiled())
        tiles();
      interface();
      operators();
    }
    if (report.compiled()) {
      kernels();
      memory();
      weights();
      schedule();
    }
    out << "<footer>Written by cameo " CAMEO_VERSION ".</footer>\n</main></body></html>\n";
    return std::move(text);
  }

private:
  void refusals() {
    if (report.diagnostics.empty())
      return;
    llvm::SmallVector<StringRef> lines;
    StringRef(report.diagnostics).split(lines, '\n', -1, false);
    out << "<section class=\"refused\"><h2>"
        << (report.compiled() ? "What the compiler remarks" : "This model does not compile")
        << "</h2><ul>\n";
    for (StringRef line : lines) { // the file is in the title
      size_t prefix = line.find(report.file + ": ");
      out << "<li>"
          << html(prefix == StringRef::npos ? line : line.substr(prefix + report.file.size() + 2))
          << "</li>\n";
    }
    out << "</ul></section>\n";
  }

  void tile(StringRef value, StringRef name, StringRef detail) {
    out << "<div class=\"tile\"><b>" << html(value) << "</b>" << html(name) << "<small>"
        << html(detail) << "</small></div>\n";
  }

  void tiles() {
    out << "<section class=\"tiles\">\n";
    tile(countText(report.model->parameters), "parameters",
         bytesText(report.weightsBytes) + " of weights in the object");
    if (auto work = report.totalWork())
      tile(countText(work->multiplyAdds), "multiply-adds a run",
           countText(work->operations) + " arithmetic operations in all");
    else
      tile("?", "multiply-adds a run",
           report.dims.empty() ? "a loop depends on data"
                               : "fix " + llvm::join(report.dims, ", ") + " with --dim to count");
    tile(std::to_string(report.kernels.size()), "kernels",
         "dispatched " + std::to_string(report.dispatches.size()) + " times a run");
    if (auto bytes = report.workspaceBytes()) {
      int64_t live = 0;
      for (const Report::Arena &arena : report.arenas)
        live += arena.live;
      tile(bytesText(*bytes), "workspace",
           "at most " + bytesText(live) + " of it is live at a time");
    } else {
      tile("?", "workspace", "depends on " + llvm::join(report.dims, ", "));
    }
    if (report.device) {
      auto onHost = llvm::count_if(report.kernels, [](auto &k) { return !k.host.empty(); });
      auto share = report.deviceShare();
      tile(share ? formatv("{0:f1} %", 100 * *share).str() : "?", "of them on the GPU",
           std::to_string(report.kernels.size() - onHost) + " of " +
               std::to_string(report.kernels.size()) + " kernels");
    }
    tile(bytesText(report.objectBytes), "object file",
         bytesText(report.objectBytes - std::min(report.objectBytes, report.weightsBytes)) +
             " of code and tables");
    out << "</section>\n";
  }

  void interface() {
    out << "<section><h2>Inputs and outputs</h2><table class=\"names\">\n";
    auto rows = [&](const char *kind, llvm::ArrayRef<ModelSummary::Value> values) {
      for (const ModelSummary::Value &value : values)
        out << "<tr><td>" << kind << "</td><td><code>" << html(value.name)
            << "</code></td><td><code>" << html(value.type) << "</code></td></tr>\n";
    };
    rows("input", report.model->inputs);
    rows("output", report.model->outputs);
    out << "</table></section>\n";
  }

  void bar(double share, const std::string &label) {
    out << "<td class=\"bar\"><div>";
    if (share > 0)
      out << formatv("<i style=\"width:{0:f2}%\"></i>", 100 * share);
    out << "<span>" << label << "</span></div></td>";
  }

  void operators() {
    std::vector<std::pair<std::string, unsigned>> sorted(report.model->operators.begin(),
                                                         report.model->operators.end());
    llvm::sort(sorted, [](auto &a, auto &b) {
      return std::tie(b.second, a.first) < std::tie(a.second, b.first);
    });
    out << "<section><h2>Operators</h2><p class=\"note\">As read, brought to the newest opset."
           "</p><table class=\"names\">\n";
    for (const auto &[name, count] : sorted) {
      out << "<tr><td>" << html(name) << "</td>";
      bar(double(count) / sorted.front().second, std::to_string(count));
      out << "</tr>\n";
    }
    out << "</table></section>\n";
  }

  void kernels() {
    out << "<section><h2>Kernels</h2><p class=\"note\">A kernel is what runs as one loop nest; "
           "equal ones are shared. Numbers are for all its dispatches; tensors count in full, also "
           "where a kernel reads a part"
        << (report.totalWork() || report.dims.empty()
                ? "."
                : "; fix symbolic dims with --dim to see them.")
        << "</p>\n<div class=\"wide\">"
           "<table>\n<tr><th>kernel</th><th>nodes</th><th class=\"n\">dispatches</th>"
           "<th class=\"n\">multiply-adds</th><th>share of arithmetic</th>"
           "<th class=\"n\">tensor bytes</th><th class=\"n\">operations / byte</th></tr>\n";
    auto operationsOf = [](const Report::Kernel &kernel) {
      return kernel.work ? kernel.work->operations * int64_t(kernel.dispatches.size()) : -1;
    };
    std::vector<const Report::Kernel *> sorted;
    for (const Report::Kernel &kernel : report.kernels)
      sorted.push_back(&kernel);
    llvm::sort(sorted, [&](auto *a, auto *b) { // the kernels are one array
      return std::pair(-operationsOf(*a), a) < std::pair(-operationsOf(*b), b);
    });
    auto total = report.totalWork();
    for (const Report::Kernel *kernel : sorted) {
      int64_t count = kernel->dispatches.size();
      out << "<tr><td class=\"name\"><code>" << html(kernel->name) << "</code>";
      if (!kernel->host.empty())
        out << "<br><small>on the host: " << html(kernel->host) << "</small>";
      out << "</td><td>";
      out << "<details><summary>" << (kernel->what.empty() ? "–" : html(kernel->what))
          << "</summary><ul>";
      for (unsigned dispatch : kernel->dispatches)
        out << "<li>" << html(llvm::join(report.dispatches[dispatch].nodes, ", ")) << "</li>";
      out << "</ul></details></td><td class=\"n\">" << count << "</td><td class=\"n\">"
          << (kernel->work ? countText(kernel->work->multiplyAdds * count) : "?") << "</td>";
      if (total && total->operations) {
        double share = double(operationsOf(*kernel)) / total->operations;
        bar(share, formatv("{0:f1} %", 100 * share));
      } else {
        out << "<td>?</td>";
      }
      out << "<td class=\"n\">" << (kernel->traffic ? bytesText(*kernel->traffic * count) : "?")
          << "</td><td class=\"n\">"
          << (kernel->work && kernel->traffic.value_or(0)
                  ? formatv("{0:f1}", double(kernel->work->operations) / *kernel->traffic).str()
                  : "?")
          << "</td></tr>\n";
    }
    out << "</table></div></section>\n";
  }

  void memory() {
    out << "<section><h2>Memory plan</h2>\n";
    if (report.arenas.empty())
      out << "<p class=\"note\">No dispatch needs memory besides the caller's outputs.</p>\n";
    for (const Report::Arena &arena : report.arenas)
      drawArena(out, report, arena);
    out << "</section>\n";
  }

  void weights() {
    constexpr size_t most = 20;
    if (report.weights.empty())
      return;
    out << "<section><h2>Weights</h2><p class=\"note\">As stored: packed for the kernels, and "
           "computed at compile time where they depend on constants alone.</p><table>\n"
           "<tr><th>name</th><th>type</th><th>bytes</th><th>read by</th></tr>\n";
    int64_t others = 0;
    for (const auto &[i, weight] : llvm::enumerate(report.weights)) {
      if (i >= most) {
        others += weight.bytes;
        continue;
      }
      out << "<tr><td>" << (weight.name.empty() ? "–" : html(weight.name)) << "</td><td><code>"
          << html(weight.type) << "</code></td>";
      bar(double(weight.bytes) / std::max<int64_t>(report.weights.front().bytes, 1),
          bytesText(weight.bytes));
      auto readers = llvm::map_range(weight.kernels,
                                     [&](unsigned kernel) { return report.kernels[kernel].name; });
      out << "<td><code>" << html(llvm::join(readers, ", ")) << "</code></td></tr>\n";
    }
    out << "</table>";
    if (others)
      out << "<p class=\"note\">And " << report.weights.size() - most << " more of "
          << bytesText(others) << ".</p>";
    out << "</section>\n";
  }

  void schedule() {
    out << "<section><details><summary><h2>Dispatches, in the order of a run</h2></summary>"
           "<div class=\"wide\"><table>\n<tr><th class=\"n\">#</th><th>kernel</th><th>nodes</th>"
           "<th>result</th></tr>\n";
    for (const auto &[number, dispatch] : llvm::enumerate(report.dispatches))
      out << "<tr><td class=\"n\">" << number << "</td><td><code>"
          << html(report.kernels[dispatch.kernel].name) << "</code></td><td>"
          << html(llvm::join(dispatch.nodes, ", ")) << "</td><td><code>" << html(dispatch.results)
          << "</code></td></tr>\n";
    out << "</table></div></details></section>\n";
  }

  const Report &report;
  std::string text;
  llvm::raw_string_ostream out;
};

} // namespace

std::string tool::reportPage(const Report &report) { return Page(report).make(); }
