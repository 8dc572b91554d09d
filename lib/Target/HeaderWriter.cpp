// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The structs' layout is what the object's code expects: all pointers in order,
// then the symbolic dims (inputs) or the shapes that are not static (outputs).

#include "lib/Target/HeaderWriter.h"
#include "lib/Target/RuntimeModules.h"
#include "runtime/cameo_runtime.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace cameo;
using llvm::formatv;
using llvm::StringRef;

namespace {

struct ElementType {
  const char *c;    // the C type
  const char *name; // as a reader of the header knows it
};

// By TensorProto.DataType. Formats that C lacks are their bits.
constexpr ElementType elementTypes[] = {
    {"void", "unknown"},
    {"float", "float32"},
    {"uint8_t", "uint8"},
    {"int8_t", "int8"},
    {"uint16_t", "uint16"},
    {"int16_t", "int16"},
    {"int32_t", "int32"},
    {"int64_t", "int64"},
    {"char *", "string"},
    {"bool", "bool"},
    {"uint16_t", "float16 (its bits)"},
    {"double", "float64"},
    {"uint32_t", "uint32"},
    {"uint64_t", "uint64"},
    {"float", "complex64 (real, imaginary, ...)"},
    {"double", "complex128 (real, imaginary, ...)"},
    {"uint16_t", "bfloat16 (its bits)"},
    {"uint8_t", "float8e4m3fn (its bits)"},
    {"uint8_t", "float8e4m3fnuz (its bits)"},
    {"uint8_t", "float8e5m2 (its bits)"},
    {"uint8_t", "float8e5m2fnuz (its bits)"},
    {"uint8_t", "uint4 (two a byte, the first in the low bits)"},
    {"uint8_t", "int4 (two a byte, the first in the low bits)"},
    {"uint8_t", "float4e2m1 (two a byte, the first in the low bits)"},
    {"uint8_t", "float8e8m0 (its bits)"},
    {"uint8_t", "uint2 (four a byte, the first in the low bits)"},
    {"uint8_t", "int2 (four a byte, the first in the low bits)"},
};

const ElementType &elementType(int32_t dtype) {
  bool known = dtype > 0 && dtype < int32_t(std::size(elementTypes));
  return elementTypes[known ? dtype : 0];
}

bool isStatic(const TensorDesc &tensor) {
  return llvm::all_of(tensor.shape, [](int64_t extent) { return extent >= 0; });
}

// Text from the model that must not end a comment or a line, nor be malformed.
std::string comment(StringRef text) {
  std::string result, valid = llvm::json::fixUTF8(text);
  for (char c : valid)
    result += uint8_t(c) < 32 || c == 127 ? '.' : c;
  size_t at = 0;
  while ((at = result.find("*/", at)) != std::string::npos)
    result.replace(at, 2, "* /");
  for (at = 0; (at = result.find("/*", at)) != std::string::npos;)
    result.replace(at, 2, "/ *");
  return result;
}

// How to run on a GPU, for models that can.
std::string deviceText(const ModelInterface &model) {
  return formatv("/** The model runs on a GPU when cameo_context::instance is set: create one with\n"
                 "    cameo_instance_create(&{0}_model, NULL, context, &instance) of cameo_gpu.h and\n"
                 "    end it with cameo_instance_destroy(instance). Without an instance a run\n"
                 "    {1}. */\n\n",
                 model.name, model.cpu ? "is on the CPU" : "returns CAMEO_ERROR_DEVICE");
}

// What a program links besides the runtime.
std::string linkText(const ModelInterface &model) {
  std::string text, own;
  auto isOf = [](StringRef prefix) {
    return [prefix](StringRef name) { return name.starts_with(prefix); };
  };
  for (const RuntimeModule &part : runtimeModules)
    if (llvm::any_of(model.calls, isOf(part.symbols)))
      text += formatv("/* Link with -l{0} {1} besides the runtime. */\n", part.library, part.flags);
  for (StringRef name : model.calls)
    if (!name.starts_with("cameo_op_"))
      own += (own.empty() ? "" : ", ") + name.str();
  if (!own.empty())
    text += formatv("/* The model calls functions of yours (cameo_operator): {0}. */\n", own);
  return text.empty() ? text : text + "\n";
}

class Writer {
public:
  Writer(const ModelInterface &model, StringRef source) : model(model), source(source), out(text) {
    // The two structs are scopes of their own; macros share one.
    for (const TensorDesc &input : model.inputs)
      inputNames.push_back(inputScope.unique(notMacro(input.name)));
    for (const std::string &dim : model.dims)
      dimNames.push_back(inputScope.unique(notMacro(dim)));
    for (const TensorDesc &output : model.outputs)
      outputNames.push_back(outputScope.unique(notMacro(output.name)));
    for (auto [tensor, name] : llvm::zip(model.outputs, outputNames))
      shapeNames.push_back(
          isStatic(tensor) || tensor.shape.empty() ? "" : outputScope.unique(name + "_shape"));
  }

  std::string write() {
    std::string guard = StringRef(model.name).upper() + "_H";
    out << "/* Written by cameo from " << comment(source) << ": do not edit. */\n"
        << formatv("#ifndef {0}\n#define {0}\n\n#include \"cameo_runtime.h\"\n\n", guard)
        << "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
        << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
    out << linkText(model);
    writeWeights();
    writeSizes();
    writeInputs();
    writeOutputs();
    writeFunctions();
    out << formatv("#ifdef __cplusplus\n}\n#endif\n\n#endif /* {0} */\n", guard);
    return text;
  }

private:
  // A name that no macro of this header replaces.
  std::string notMacro(StringRef name) {
    bool isMacro = name.starts_with(StringRef(model.name).upper() + "_") &&
                   (name.ends_with("_SIZE") || name.ends_with("_H") || name.ends_with("_FILE"));
    return isMacro ? (name + "_").str() : name.str();
  }

  std::string shape(const TensorDesc &tensor) {
    std::string result = "[";
    for (auto [d, extent] : llvm::enumerate(tensor.shape)) {
      result += d ? ", " : "";
      result += extent >= 0           ? std::to_string(extent)
                : extent == INT64_MIN ? std::string("?")
                                      : dimNames[size_t(-1 - extent)];
    }
    return result + "]";
  }

  void member(const TensorDesc &tensor, StringRef name, bool constant) {
    if (tensor.kind) {
      StringRef what = tensor.kind == CAMEO_SEQUENCE   ? "sequence"
                       : tensor.kind == CAMEO_MAP      ? "map: its keys and its values"
                       : tensor.kind == CAMEO_OPTIONAL ? "optional"
                                                       : "optional sequence";
      out << formatv("  {0}cameo_sequence *{1}; /* {2}", constant ? "const " : "", name, what);
      if (name != tensor.name)
        out << formatv(", '{0}'", comment(tensor.name));
      out << " */\n";
      return;
    }
    const ElementType &type = elementType(tensor.dtype);
    StringRef spelling(type.c);
    std::string pointer = spelling.ends_with("*") ? "const char *" : spelling.str() + " ";
    if (constant)
      pointer = spelling.ends_with("*") ? "const char *const " : "const " + pointer;
    out << formatv("  {0}*{1}; /* {2} {3}", pointer, name, type.name, comment(shape(tensor)));
    if (name != tensor.name)
      out << formatv(", '{0}'", comment(tensor.name));
    out << " */\n";
  }

  // What a program has to do when they are not in the object.
  void writeWeights() {
    if (model.weightsFile.empty())
      return;
    std::string escaped;
    for (char c : model.weightsFile)
      escaped += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    out << formatv("/* The weights, {0} bytes, are in a file that goes with the program. Map it once\n"
                   "   with cameo_weights_map(&{1}_model, path, &weights), and give the address to every\n"
                   "   run as cameo_context::weights; without it a run returns CAMEO_ERROR_WEIGHTS. */\n"
                   "#define {2}_WEIGHTS_FILE \"{3}\"\n\n",
                   model.weightsBytes, model.name, StringRef(model.name).upper(),
                   escaped);
  }

  // Element counts of what has a static shape.
  void writeSizes() {
    std::string prefix = StringRef(model.name).upper() + "_", sizes;
    Identifiers macros;
    macros.unique(prefix + "H");
    macros.unique(prefix + "WEIGHTS_FILE");
    auto size = [&](const TensorDesc &tensor, StringRef name) {
      if (!isStatic(tensor) || tensor.kind)
        return;
      int64_t count = 1;
      for (int64_t extent : tensor.shape)
        count *= extent;
      std::string macro = macros.unique(prefix + name.upper() + "_SIZE");
      sizes += formatv(count > INT32_MAX ? "#define {0} INT64_C({1})\n" : "#define {0} {1}\n",
                       macro, count)
                   .str();
    };
    for (auto [tensor, name] : llvm::zip(model.inputs, inputNames))
      size(tensor, name);
    for (auto [tensor, name] : llvm::zip(model.outputs, outputNames))
      size(tensor, name);
    if (model.dims.empty() && llvm::all_of(model.outputs, isStatic))
      sizes += formatv("/* Bytes of scratch memory, aligned to 64. */\n#define {0} {1}\n",
                       macros.unique(prefix + "WORKSPACE_SIZE"), model.workspaceBytes);
    if (!sizes.empty())
      out << "/* Elements of the tensors. */\n" << sizes << "\n";
  }

  void writeInputs() {
    out << "/** What the model reads: dense row-major tensors of yours, not kept. */\n";
    out << formatv("typedef struct {0}_inputs {{\n", model.name);
    for (auto [tensor, name] : llvm::zip(model.inputs, inputNames))
      member(tensor, name, true);
    for (auto [dim, name] : llvm::zip(model.dims, dimNames)) {
      out << formatv("  int64_t {0};", name);
      if (name != dim)
        out << formatv(" /* '{0}' */", comment(dim));
      out << "\n";
    }
    if (inputNames.empty() && dimNames.empty())
      out << "  char unused; /* the model has no inputs */\n";
    out << formatv("} {0}_inputs;\n\n", model.name);
  }

  void writeOutputs() {
    out << "/** What the model writes: memory of yours. A NULL pointer is replaced by memory\n"
           "    from the context's allocator, which you then own (cameo_deallocate). */\n";
    out << formatv("typedef struct {0}_outputs {{\n", model.name);
    for (auto [tensor, name] : llvm::zip(model.outputs, outputNames))
      member(tensor, name, false);
    for (auto [tensor, name] : llvm::zip(model.outputs, shapeNames))
      if (!name.empty())
        out << formatv("  int64_t {0}[{1}]; /* set by the run */\n", name, tensor.shape.size());
    if (outputNames.empty())
      out << "  char unused; /* the model has no outputs */\n";
    out << formatv("} {0}_outputs;\n\n", model.name);
  }

  void writeFunctions() {
    std::string dims;
    for (const std::string &name : dimNames)
      dims += (dims.empty() ? "int64_t " : ", int64_t ") + name;
    out << "/** Runs the model. A NULL context means all defaults. Any number of threads may\n"
           "    call it at a time, each with a workspace of its own. Returns CAMEO_OK or an\n"
           "    error (cameo_status_string tells what it means). */\n"
        << formatv("int {0}_run(const {0}_inputs *inputs, {0}_outputs *outputs,\n"
                   "    const cameo_context *context);\n\n",
                   model.name)
        << "/** Bytes of 64-byte aligned scratch memory for cameo_context::workspace; a run\n"
           "    without one allocates it. */\n"
        << formatv("size_t {0}_workspace_size({1});\n\n", model.name, dims.empty() ? "void" : dims)
        << (model.device ? deviceText(model) : "")
        << "/** The model's description and entry points, for generic callers. */\n"
        << formatv("extern const cameo_model {0}_model;\n\n", model.name);
  }

  const ModelInterface &model;
  StringRef source;
  std::string text;
  llvm::raw_string_ostream out;
  Identifiers inputScope, outputScope;
  std::vector<std::string> inputNames, dimNames, outputNames, shapeNames;
};

} // namespace

std::string cameo::writeHeader(const ModelInterface &interface, StringRef source) {
  return Writer(interface, source).write();
}
