// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The looks of the report: its style sheet, and the memory plan as a drawing in
// which time goes right and addresses go up.

#include "tools/cameo/ReportPage.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cameo;
using namespace cameo::tool;
using llvm::formatv;

const char *const tool::pageStyle = R"(
:root{--paper:#fff;--ink:#1b1f24;--soft:#636c76;--line:#d8dee4;--card:#f6f8fa;--bar:#a9c7ee;
 --bad:#fff1f0;--badline:#f0a8a2;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e6e9ee;--soft:#98a2ad;--line:#31373e;
 --card:#1d2126;--bar:#2f5583;--bad:#33191a;--badline:#8c3a38}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 24px}
h1{font-size:28px;margin:0 0 4px}h2{font-size:19px;margin:0 0 8px}
section{margin:36px 0}
.note,footer{color:var(--soft);font-size:13px;margin:0 8px 10px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(185px,1fr));gap:12px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 16px}
.tile b{display:block;font-size:24px;line-height:1.3}
.tile small{display:block;color:var(--soft);margin-top:4px}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:600;font-size:13px;color:var(--soft)}
td,th{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
.name,.names td:first-child{white-space:nowrap;width:1%;padding-right:24px}
.bar{min-width:170px;width:36%}.names .bar{width:auto}.bar div{position:relative}
.bar i{position:absolute;left:0;top:0;bottom:0;background:var(--bar);border-radius:3px;min-width:2px}
.bar span{position:relative;padding-left:6px;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}.wide .bar{width:20%}
details ul{margin:4px 0 4px 18px;padding:0;font-size:13px;color:var(--soft)}
summary{cursor:pointer}summary h2{display:inline}
.refused{background:var(--bad);border:1px solid var(--badline);border-radius:8px;padding:16px 20px}
.refused ul{margin:0;padding-left:18px}.refused li{overflow-wrap:anywhere}
svg{width:100%;height:auto;display:block}
svg text{fill:var(--soft);font:11px system-ui,sans-serif}
svg .grid{stroke:var(--line)}
svg .live{stroke:var(--ink);stroke-dasharray:5 4;fill:none}
svg rect.b{stroke:var(--paper);stroke-width:1}svg rect.b:hover{stroke:var(--ink);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;margin:8px 0 0;padding:0;list-style:none}
.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
)";

namespace {

constexpr const char *colours[] = {"#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2",
                                   "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#8a8f98"};
constexpr size_t lastColour = std::size(colours) - 1; // of all others
constexpr double left = 76, top = 14, width = 1024, bottom = 26;

/// What the dispatches that make buffers compute, most bytes first.
std::vector<std::string> kindsOf(const Report &report, const Report::Arena &arena) {
  std::map<std::string, int64_t> bytes;
  for (const Report::Buffer &buffer : arena.buffers)
    bytes[report.dispatches[buffer.dispatch].what] += buffer.bytes;
  std::vector<std::pair<std::string, int64_t>> sorted(bytes.begin(), bytes.end());
  llvm::sort(sorted, [](auto &a, auto &b) {
    return std::tie(b.second, a.first) < std::tie(a.second, b.first);
  });
  std::vector<std::string> kinds;
  for (const auto &[kind, size] : sorted)
    kinds.push_back(kind);
  return kinds;
}

int64_t roundStep(double step) {
  int64_t result = 1;
  while (result < step)
    result *= 2;
  return result;
}

} // namespace

void tool::drawArena(llvm::raw_ostream &out, const Report &report, const Report::Arena &arena) {
  std::vector<std::string> kinds = kindsOf(report, arena);
  auto colourOf = [&](const std::string &kind) {
    size_t number = llvm::find(kinds, kind) - kinds.begin();
    return colours[std::min(number, lastColour)];
  };
  int64_t apart = 0;
  for (const Report::Buffer &buffer : arena.buffers)
    apart += buffer.bytes;
  std::string times = arena.product.empty() ? "" : " × " + arena.product;
  out << "<p class=\"note\">" << arena.buffers.size()
      << (arena.buffers.size() == 1 ? " buffer takes " : " buffers share ")
      << html(bytesText(arena.extent) + times) << "; one after the other they would take "
      << html(bytesText(apart) + times) << ". Dashed: the most that is live at a time, "
      << html(bytesText(arena.live) + times) << ".</p>\n";

  const double height = std::min(360.0, 80 + 14.0 * arena.buffers.size());
  const double plot = width - left, steps = std::max<size_t>(report.dispatches.size(), 1);
  const double extent = std::max<int64_t>(arena.extent, 1);
  auto x = [&](double step) { return left + plot * step / steps; };
  auto y = [&](double offset) { return top + height * (1 - offset / extent); };
  out << formatv("<svg viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"memory plan\">\n",
                 int(width + 8), int(top + height + bottom));
  for (int64_t at = 0, step = roundStep(extent / 6); at <= arena.extent; at += step)
    out << formatv("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:f1}\" y2=\"{2:f1}\"/>"
                   "<text x=\"{3}\" y=\"{4:f1}\" text-anchor=\"end\">{5}</text>\n",
                   int(left), int(width), y(at), int(left - 6), y(at) + 4, bytesText(at));
  for (int64_t at = 0, step = roundStep(steps / 20); at < int64_t(steps); at += step)
    out << formatv("<text x=\"{0:f1}\" y=\"{1:f1}\" text-anchor=\"middle\">{2}</text>\n",
                   x(at + 0.5), top + height + 18, at);
  for (const Report::Buffer &buffer : arena.buffers) {
    const Report::Dispatch &dispatch = report.dispatches[buffer.dispatch];
    std::string tip = formatv(
        "{0}, {1}\nmade by #{2} {3}: {4}\nlast read by #{5}\nat {6}", buffer.type,
        bytesText(buffer.bytes) + times, buffer.dispatch, report.kernels[dispatch.kernel].name,
        llvm::join(dispatch.nodes, ", "), buffer.last, bytesText(buffer.offset) + times);
    double high = std::max(1.0, height * buffer.bytes / extent);
    out << formatv("<rect class=\"b\" x=\"{0:f1}\" y=\"{1:f1}\" width=\"{2:f1}\" height=\"{3:f1}\" "
                   "rx=\"2\" fill=\"{4}\"><title>{5}</title></rect>\n",
                   x(buffer.dispatch), y(buffer.offset) - high,
                   x(buffer.last + 1) - x(buffer.dispatch), high, colourOf(dispatch.what),
                   html(tip));
  }
  out << formatv(
      "<line class=\"live\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:f1}\" y2=\"{2:f1}\"/>\n</svg>\n",
      int(left), int(width), y(arena.live));
  out << "<ul class=\"legend\">";
  for (const auto &[number, kind] : llvm::enumerate(kinds)) {
    bool last = number == lastColour && kinds.size() > lastColour + 1;
    out << "<li><i style=\"background:" << colours[std::min(number, lastColour)] << "\"></i>"
        << (last           ? "others"
            : kind.empty() ? "–"
                           : html(kind))
        << "</li>";
    if (last)
      break;
  }
  out << "</ul>\n";
}
