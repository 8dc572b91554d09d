// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the onnx dialect's definitions and its negative tests say, as a table for
// `cameo info --support`: an entry for each operator.

#include "mlir/TableGen/GenInfo.h"
#include "mlir/TableGen/Operator.h"
#include "mlir/Tools/mlir-tblgen/MlirTblgenMain.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/TableGen/Record.h"
#include <map>
#include <set>

using namespace mlir;
using namespace mlir::tblgen;
using llvm::StringRef;

static llvm::cl::opt<std::string>
    tests("negative-tests", llvm::cl::value_desc("DIR"),
          llvm::cl::desc("Where tests expect errors of operators"));

namespace {
using Limits = std::map<std::string, std::set<std::string>>;

// "expected-error @below {{reason}}", then the operation on a line of its own. What
// is wrong with a model is no limit of the compiler's.
void addLimits(StringRef text, Limits &limits) {
  llvm::Regex expected("expected-error.*\\{\\{(.*)\\}\\}"), operation("onnx\\.([A-Za-z0-9_.]+)");
  std::string reason;
  for (StringRef line : llvm::split(text, '\n')) {
    llvm::SmallVector<StringRef> parts;
    if (expected.match(line, &parts)) {
      reason = parts[1].str();
    } else if (!reason.empty() && operation.match(line, &parts)) {
      if (StringRef(reason).contains("not supported") ||
          StringRef(reason).contains("at compile time"))
        limits[parts[1].str()].insert(reason);
      reason.clear();
    }
  }
}

Limits readLimits() {
  Limits limits;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator file(tests, error), end; file != end && !error;
       file.increment(error))
    if (StringRef(file->path()).ends_with(".mlir"))
      if (auto text = llvm::MemoryBuffer::getFile(file->path()))
        addLimits((*text)->getBuffer(), limits);
  return limits;
}

// A constraint's summary in MLIR's names for types, as a list.
std::string shorten(StringRef summary) {
  std::string text = summary.str();
  static const std::pair<const char *, const char *> replacements[] = {
      {"^(.*[^0-9])?1-bit signless integer", "\\1bool"},
      {"([0-9]+)-bit signless integer", "i\\1"}, {"([0-9]+)-bit unsigned integer", "ui\\1"},
      {"([0-9]+)-bit float", "f\\1"},            {"bfloat16 type", "bf16"},
      {"(f[0-9]E[0-9A-Z]+) type", "\\1"},        {"tensor of ", ""},
      {" values", ""},                           {" type", ""},
      {"complex<f32>", "complex64"},             {" or ", ", "},
      {"absent, ", "optional "}};
  for (auto [from, to] : replacements) {
    llvm::Regex pattern(from);
    while (pattern.match(text))
      text = pattern.sub(to, text);
  }
  return text;
}

template <typename Range> std::string typesOf(const Range &values) {
  std::string text;
  for (const auto &value : values)
    text += (text.empty() ? "" : "; ") + value.name.str() + (value.isVariadic() ? "…: " : ": ") +
            shorten(value.constraint.getSummary());
  return text;
}

bool emitTable(const llvm::RecordKeeper &records, llvm::raw_ostream &os) {
  Limits limits = readLimits();
  for (const llvm::Record *record : records.getAllDerivedDefinitions("ONNX_Op")) {
    if (record->getValueAsBit("isInternal"))
      continue;
    Operator op(record);
    std::string name = op.getOperationName();
    StringRef spelled = StringRef(name).drop_front(StringRef("onnx.").size());
    std::string attributes, restrictions;
    for (const NamedAttribute &attribute : op.getAttributes())
      attributes += (attributes.empty() ? "" : ", ") + attribute.name.str();
    for (const std::string &reason : limits[spelled.str()])
      restrictions += (restrictions.empty() ? "" : "\n") + reason;
    os << "{\"" << spelled << "\", " << record->getValueAsInt("sinceVersion");
    for (const std::string &text :
         {op.getSummary().str(), typesOf(op.getOperands()), attributes, typesOf(op.getResults()),
          restrictions}) {
      os << ", \"";
      os.write_escaped(text);
      os << "\"";
    }
    os << "},\n";
  }
  return false;
}
} // namespace

static GenRegistration table("gen-operator-table", "The operators for `cameo info --support`",
                             emitTable);

int main(int argc, char **argv) { return MlirTblgenMain(argc, argv); }
