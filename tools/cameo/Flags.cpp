// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flags of every command that compiles.

#include "lib/Target/HeaderWriter.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Link.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
using llvm::StringRef;

// In functions, for the flags in other files are made before main.
#define COMMAND(id, text)                                                                          \
  cl::SubCommand &tool::id##Flags() {                                                              \
    static cl::SubCommand command(#id, text);                                                      \
    return command;                                                                                \
  }
COMMAND(compile, "Compile a model to an object file and a C header")
COMMAND(verify, "Compare compiled models with their expected outputs")
COMMAND(bench, "Measure compile time, start-up, latency and memory")
COMMAND(run, "Run a model on given inputs and print its outputs")
COMMAND(info, "Describe a model: inputs, outputs, operators, sizes")
COMMAND(report, "Draw a page about a model: kernels, work, memory plan, weights")

char Diagnosed::ID = 0;

static cl::opt<std::string> target("target", cl::desc("The target (default: this machine)"),
                                   cl::value_desc("TRIPLE"), cl::sub(compileFlags()));
static cl::list<std::string>
    cpus("cpu", cl::CommaSeparated, cl::value_desc("LIST"),
         cl::desc("The CPUs to compile for, e.g. x86-64-v4,x86-64-v3, or native (default: this "
                  "machine's); a run takes the best one that its machine can run"),
         cl::sub(compileFlags()), cl::sub(verifyFlags()), cl::sub(benchFlags()),
         cl::sub(runFlags()), cl::sub(infoFlags()), cl::sub(reportFlags()));
static cl::list<std::string> devices("device", cl::CommaSeparated, cl::value_desc("LIST"),
                                     cl::desc("Devices to compile for: cpu (default), vulkan, "
                                              "or cpu,vulkan (the GPU if there is one)"),
                                     cl::sub(compileFlags()), cl::sub(verifyFlags()),
                                     cl::sub(benchFlags()), cl::sub(runFlags()),
                                     cl::sub(infoFlags()), cl::sub(reportFlags()));
static cl::list<std::string> dims("dim", cl::value_desc("NAME=N[,N...]"),
                                  cl::desc("Fix a symbolic dimension, or compile code of its own for "
                                           "several values of it, besides that for all; may be repeated"),
                                  cl::sub(compileFlags()), cl::sub(benchFlags()),
                                  cl::sub(runFlags()), cl::sub(infoFlags()), cl::sub(reportFlags()));
static cl::opt<int> threads("threads", cl::init(0), cl::value_desc("N"),
                            cl::desc("Threads to tune for and to run with (0: all cores)"),
                            cl::sub(compileFlags()), cl::sub(verifyFlags()), cl::sub(benchFlags()),
                            cl::sub(runFlags()));
static cl::opt<unsigned> optLevel("O", cl::Prefix, cl::init(3), cl::value_desc("0..3"),
                                  cl::desc("Optimisation (default: 3)"), cl::sub(compileFlags()),
                                  cl::sub(verifyFlags()), cl::sub(benchFlags()),
                                  cl::sub(runFlags()));
static cl::opt<std::string> math("math", cl::init("default"), cl::value_desc("strict|default|fast"),
                                 cl::desc("How sums may be computed: as the model has them, by "
                                          "fewer products where that is as exact, or in any case"),
                                 cl::sub(compileFlags()), cl::sub(verifyFlags()),
                                 cl::sub(benchFlags()), cl::sub(runFlags()),
                                 cl::sub(reportFlags()));
static cl::opt<bool> profile("profile",
                             cl::desc("Tell the context's profile hook of every kernel; of bench: "
                                      "print the time and work of each"),
                             cl::sub(compileFlags()), cl::sub(benchFlags()));
static cl::opt<std::string> name("name", cl::value_desc("PREFIX"),
                                 cl::desc("The prefix of all symbols (default: from the file's "
                                          "name)"),
                                 cl::sub(compileFlags()));
static cl::opt<std::string> weights("weights", cl::init("embed"), cl::value_desc("embed|file"),
                                    cl::desc("Weights inside the object (default), or in OUT.weights beside it"),
                                    cl::sub(compileFlags()), cl::sub(verifyFlags()),
                                    cl::sub(benchFlags()), cl::sub(runFlags()));
static cl::opt<std::string> runtime("runtime", cl::init("pool"),
                                    cl::value_desc("pool|serial|none|PATH"),
                                    cl::desc("The runtime library that goes into a shared library"),
                                    cl::sub(compileFlags()), cl::sub(benchFlags()),
                                    cl::sub(runFlags()), cl::sub(verifyFlags()));
static cl::list<std::string>
    customOps("custom-op", cl::value_desc("DOMAIN:NAME=SYMBOL"),
              cl::desc("Call a C function (a cameo_operator) in place of an operator; may be repeated"),
              cl::sub(compileFlags()), cl::sub(verifyFlags()), cl::sub(benchFlags()),
              cl::sub(runFlags()), cl::sub(infoFlags()), cl::sub(reportFlags()));
static cl::list<std::string>
    libraries("library", cl::value_desc("FILE"),
              cl::desc("An object or library to link into a shared library, such as one with custom "
                       "operators; may be repeated"),
              cl::sub(compileFlags()), cl::sub(verifyFlags()), cl::sub(benchFlags()),
              cl::sub(runFlags()));
static cl::opt<std::string> sysroot("sysroot", cl::value_desc("DIR"),
                                    cl::desc("Where the target's C library is, to link a shared "
                                             "library for it"),
                                    cl::sub(compileFlags()));

std::string tool::prefixFor(StringRef path) {
  StringRef stem = llvm::sys::path::stem(path), extension = llvm::sys::path::extension(path);
  if ((extension == ".a" || extension == ".so") && stem.size() > 3)
    stem.consume_front("lib");
  return Identifiers::prefix(stem);
}

llvm::Expected<CompileOptions> tool::readCompileOptions(StringRef defaultName) {
  CompileOptions options;
  options.name = name.empty() ? defaultName.str() : name;
  if (Identifiers::prefix(options.name) != options.name)
    return makeError("--name={0}: the prefix must be a C identifier, such as {1}", options.name,
                     Identifiers::prefix(options.name));
  options.triple = target;
  if (!target.empty() && llvm::Triple(target).getArch() == llvm::Triple::UnknownArch)
    return makeError("--target={0}: unknown architecture; a target is written as in "
                     "aarch64-linux-gnu",
                     target.getValue());
  options.cpus = cpus;
  if (!devices.empty())
    options.cpu = false;
  for (StringRef device : devices)
    if (device == "cpu")
      options.cpu = true;
    else if (device == "vulkan")
      options.vulkan = true;
    else
      return makeError("--device={0}: use cpu, vulkan, or cpu,vulkan", device);
  if (optLevel > 3)
    return makeError("-O{0}: the levels are -O0 to -O3", optLevel.getValue());
  options.optLevel = int(optLevel);
  if (math != "strict" && math != "default" && math != "fast")
    return makeError("--math={0}: use strict, default or fast", math.getValue());
  options.math = math;
  options.profile = profile;
  if (profile && options.vulkan)
    return makeError("--profile tells of kernels on the CPU: leave out --device=vulkan");
  if (threads < 0)
    return makeError("--threads={0}: give a number of threads, or 0 for all cores",
                     threads.getValue());
  options.threads = threads;
  if (weights != "embed" && weights != "file")
    return makeError("--weights={0}: use embed or file", weights.getValue());
  if (weights == "file")
    options.weightsFile = options.name + ".weights";
  for (StringRef dim : dims) {
    auto [key, value] = dim.rsplit('=');
    int64_t extent;
    if (value.contains(',')) {
      llvm::SmallVector<StringRef> values;
      value.split(values, ',');
      std::string one = key.str();
      for (StringRef each : values) {
        if (key.empty() || each.getAsInteger(10, extent) || extent < 1)
          return makeError("--dim={0}: write it as NAME=N,N, such as --dim=batch=1,8", dim);
        one += ":" + each.str();
      }
      options.specializations.push_back(one);
      continue;
    }
    if (key.empty() || value.getAsInteger(10, extent) || extent < 0)
      return makeError("--dim={0}: write it as NAME=N, such as --dim=batch=1", dim);
    if (!options.dims.try_emplace(key.str(), extent).second)
      return makeError("--dim={0}: '{1}' is given twice", dim, key);
  }
  for (StringRef bound : customOps) {
    auto [op, symbol] = bound.split('=');
    auto [domain, type] = op.rsplit(':');
    if (domain.empty() || type.empty() || Identifiers::prefix(symbol) != symbol)
      return makeError("--custom-op={0}: write it as DOMAIN:NAME=SYMBOL, such as "
                       "--custom-op=com.example:Blur=my_blur",
                       bound);
    if (!options.customOps.try_emplace(op.str(), symbol.str()).second)
      return makeError("--custom-op={0}: {1} is given twice", bound, op);
  }
  return options;
}

llvm::Expected<std::string> tool::readRuntime() {
  if (runtime == "none")
    return "";
  if (llvm::sys::fs::exists(runtime) && !llvm::sys::fs::is_directory(runtime))
    return runtime;
  // The runtime of this installation is for this machine.
  llvm::Triple host{llvm::sys::getProcessTriple()};
  if (!target.empty() && llvm::Triple(target).getArch() != host.getArch())
    return makeError("a shared library for {0} needs the runtime built for it: give its path with "
                     "--runtime=PATH, or write an object file (-o OUT.o)",
                     target.getValue());
  return findRuntime(runtime);
}

llvm::Expected<std::vector<std::string>> tool::readLibraries() {
  for (const std::string &library : libraries)
    if (!llvm::sys::fs::exists(library))
      return makeError("--library={0}: there is no such file", library);
  return std::vector<std::string>(libraries.begin(), libraries.end());
}

StringRef tool::readSysroot() { return sysroot; }

std::vector<std::string> tool::forwardedFlags(bool ofReport) {
  std::vector<std::string> flags;
  for (const std::string &cpu : cpus)
    flags.push_back("--cpu=" + cpu);
  for (const std::string &device : devices)
    flags.push_back("--device=" + device);
  for (const std::string &dim : dims)
    flags.push_back("--dim=" + dim);
  for (const std::string &op : customOps)
    flags.push_back("--custom-op=" + op);
  flags.push_back("--math=" + math);
  if (ofReport)
    return flags;
  flags.push_back("--threads=" + std::to_string(threads));
  flags.push_back("-O" + std::to_string(optLevel));
  flags.push_back("--weights=" + weights);
  if (profile)
    flags.push_back("--profile");
  return flags;
}
