// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A node's location is a name inside a name; the printer finds the first such
// pair under whatever fusion and inlining put around it.

#include "cameo/Support/Diagnostics.h"
#include "mlir/IR/Diagnostics.h"

using namespace cameo;
using namespace mlir;

Location cameo::nodeLocation(MLIRContext *context, StringRef node, StringRef opType) {
  Location kind = NameLoc::get(StringAttr::get(context, opType));
  return NameLoc::get(StringAttr::get(context, node), kind);
}

SmallVector<ModelNode> cameo::nodesOf(Location loc) {
  SmallVector<ModelNode> found;
  loc->walk([&](Location part) {
    auto outer = dyn_cast<NameLoc>(part);
    auto inner = outer ? dyn_cast<NameLoc>(outer.getChildLoc()) : nullptr;
    if (!inner)
      return WalkResult::advance();
    found.push_back({outer.getName(), inner.getName()});
    return WalkResult::skip();
  });
  return found;
}

static std::optional<ModelNode> findNode(Location loc) {
  SmallVector<ModelNode> nodes = nodesOf(loc);
  return nodes.empty() ? std::nullopt : std::optional(nodes.front());
}

static std::optional<FileLineColLoc> findLine(Location loc) {
  std::optional<FileLineColLoc> found;
  loc->walk([&](Location part) {
    if (auto line = dyn_cast<FileLineColLoc>(part); line && line.getLine() != 0) {
      found = line;
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return found;
}

// emitOpError starts with "'onnx.Conv' op ", which the node already says.
static StringRef withoutOpName(StringRef message) {
  StringRef rest = message;
  if (!rest.consume_front("'onnx."))
    return message;
  size_t quote = rest.find("' op ");
  return quote == StringRef::npos ? message : rest.drop_front(quote + 5);
}

static void print(raw_ostream &os, StringRef modelPath, Location loc, DiagnosticSeverity severity,
                  StringRef message) {
  auto node = findNode(loc);
  auto line = node ? std::nullopt : findLine(loc);
  if (line)
    os << line->getFilename().getValue() << ':' << line->getLine() << ':' << line->getColumn();
  else
    os << modelPath;
  if (node)
    os << ": node '" << node->name << "' (" << node->opType << ")";
  os << ": ";
  switch (severity) {
  case DiagnosticSeverity::Error:
    break;
  case DiagnosticSeverity::Warning:
    os << "warning: ";
    break;
  case DiagnosticSeverity::Remark:
    os << "remark: ";
    break;
  case DiagnosticSeverity::Note:
    os << "note: ";
    break;
  }
  os << (node ? withoutOpName(message) : message) << '\n';
}

void cameo::installDiagnosticPrinter(MLIRContext &context, StringRef modelPath, raw_ostream &os) {
  // The operation itself, printed, is of no use to who wrote the model.
  context.printOpOnDiagnostic(false);
  context.getDiagEngine().registerHandler([path = modelPath.str(), &os](Diagnostic &diagnostic) {
    print(os, path, diagnostic.getLocation(), diagnostic.getSeverity(), diagnostic.str());
    for (Diagnostic &note : diagnostic.getNotes())
      print(os, path, note.getLocation(), note.getSeverity(), note.str());
    return success();
  });
}
