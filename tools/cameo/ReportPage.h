// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of the report's page.

#ifndef CAMEO_TOOLS_REPORTPAGE_H
#define CAMEO_TOOLS_REPORTPAGE_H

#include "tools/cameo/Report.h"
#include "llvm/Support/raw_ostream.h"

namespace cameo::tool {

/// The style sheet, for light and dark.
extern const char *const pageStyle;

/// The text with what means something in HTML escaped.
std::string html(llvm::StringRef text);

/// Draws which buffer has which bytes during which dispatches, as SVG.
void drawArena(llvm::raw_ostream &out, const Report &report, const Report::Arena &arena);

} // namespace cameo::tool

#endif
