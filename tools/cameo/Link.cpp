// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The linker is lld, called in this process: a machine needs no other tool to
// make a shared library.

#include "tools/cameo/Link.h"
#include "lib/Target/RuntimeModules.h"
#include "lld/Common/Driver.h"
#include "tools/cameo/Files.h"
#include "tools/cameo/Tensor.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Host.h"

LLD_HAS_DRIVER(elf)

using namespace cameo;
using namespace cameo::tool;
using llvm::StringRef;

// An object file and the file's contents, which it refers to.
static llvm::Expected<llvm::object::OwningBinary<llvm::object::ObjectFile>>
readObject(StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, false, false);
  if (!buffer)
    return makeError("{0}: {1}", path, buffer.getError().message());
  auto object = llvm::object::ObjectFile::createObjectFile(**buffer);
  if (!object)
    return object.takeError();
  return llvm::object::OwningBinary(std::move(*object), std::move(*buffer));
}

llvm::Error cameo::tool::archiveObject(StringRef object, StringRef path) {
  auto file = readObject(object);
  if (!file)
    return file.takeError();
  std::string member = (llvm::sys::path::stem(path) + ".o").str();
  llvm::NewArchiveMember entry(llvm::MemoryBufferRef(file->getBinary()->getData(), member));
  return llvm::writeArchive(path, entry, llvm::SymtabWritingMode::NormalSymtab,
                            file->getBinary()->isMachO() ? llvm::object::Archive::K_DARWIN
                                                         : llvm::object::Archive::K_GNU,
                            /*Deterministic=*/true, /*Thin=*/false);
}

// glibc has pthread_atfork, which the runtime calls, in a static library of its
// development package only; this is the same function.
static void addAtFork(llvm::Module &module) {
  llvm::LLVMContext &context = module.getContext();
  auto *pointer = llvm::PointerType::get(context, 0);
  auto *i32 = llvm::Type::getInt32Ty(context);
  auto registerAtFork =
      module.getOrInsertFunction("__register_atfork", i32, pointer, pointer, pointer, pointer);
  auto *function =
      llvm::Function::Create(llvm::FunctionType::get(i32, {pointer, pointer, pointer}, false),
                             llvm::GlobalValue::WeakAnyLinkage, "pthread_atfork", module);
  function->setVisibility(llvm::GlobalValue::HiddenVisibility);
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "", function));
  // No handle: the library stays loaded.
  b.CreateRet(
      b.CreateCall(registerAtFork, {function->getArg(0), function->getArg(1), function->getArg(2),
                                    llvm::ConstantPointerNull::get(pointer)}));
}

// The object with `cameo_model_entry`, a pointer to the model, by which a
// loader that does not know the model's name finds it.
static llvm::Expected<std::string> entryObject(const llvm::Triple &triple, StringRef name) {
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return makeError("{0}", error);
  llvm::TargetOptions options;
  options.FunctionSections = true; // what nobody calls is dropped
  std::unique_ptr<llvm::TargetMachine> machine(
      target->createTargetMachine(triple, "", "", options, llvm::Reloc::PIC_));
  llvm::LLVMContext context;
  llvm::Module module("entry", context);
  module.setTargetTriple(triple);
  module.setDataLayout(machine->createDataLayout());
  auto *pointer = llvm::PointerType::get(context, 0);
  auto *model =
      new llvm::GlobalVariable(module, llvm::Type::getInt8Ty(context), true,
                               llvm::GlobalValue::ExternalLinkage, nullptr, name + "_model");
  new llvm::GlobalVariable(module, pointer, true, llvm::GlobalValue::ExternalLinkage, model,
                           "cameo_model_entry");
  if (triple.isGNUEnvironment())
    addAtFork(module);
  llvm::SmallString<0> object;
  llvm::raw_svector_ostream out(object);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, out, nullptr, llvm::CodeGenFileType::ObjectFile))
    return makeError("cannot write objects for {0}", triple.str());
  passes.run(module);
  return std::string(object);
}

// The C library's shared objects, by the names that programs load them under,
// so that a machine without development packages can link.
static std::vector<std::string> systemLibraries(const llvm::Triple &triple, StringRef sysroot,
                                                llvm::ArrayRef<StringRef> names) {
  std::string multiarch =
      (triple.getArchName() + "-" + triple.getOSName() + "-" + triple.getEnvironmentName()).str();
  std::vector<std::string> folders = {"/lib/" + multiarch, "/usr/lib/" + multiarch, "/lib64",
                                      "/usr/lib64"};
  bool host = triple.getArch() == llvm::Triple(llvm::sys::getProcessTriple()).getArch();
  if (host || !sysroot.empty())
    folders.insert(folders.end(), {"/lib", "/usr/lib"});
  if (!host && sysroot.empty())
    folders.push_back("/usr/" + multiarch + "/lib"); // Debian's cross packages
  std::vector<std::string> found;
  for (StringRef name : names)
    for (const std::string &folder : folders) {
      std::string path = (sysroot + folder + "/" + name).str();
      if (!llvm::sys::fs::exists(path))
        continue;
      found.push_back(path);
      break;
    }
  return found;
}

// Whether the object refers to a function of the module.
static llvm::Expected<bool> needs(const llvm::object::ObjectFile &object,
                                  const RuntimeModule &module) {
  for (const llvm::object::SymbolRef &symbol : object.symbols()) {
    auto flags = symbol.getFlags();
    auto name = symbol.getName();
    if (!flags)
      return flags.takeError();
    if (!name)
      return name.takeError();
    if ((*flags & llvm::object::SymbolRef::SF_Undefined) && name->starts_with(module.symbols))
      return true;
  }
  return false;
}

static llvm::Error runLinker(std::vector<std::string> arguments, StringRef output) {
  arguments.insert(arguments.end(), {"-o", output.str()});
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream out(messages);
  if (lld::lldMain(pointers, out, out, {{lld::Gnu, &lld::elf::link}}).retCode)
    return makeError("linking failed: {0}", StringRef(messages).trim());
  return llvm::Error::success();
}

static llvm::Error localizeHidden(StringRef from, StringRef to) {
  auto object = readObject(from);
  if (!object)
    return object.takeError();
  llvm::objcopy::ConfigManager config;
  config.ELF.LocalizeHidden = true;
  return llvm::writeToOutput(to, [&](llvm::raw_ostream &out) {
    return llvm::objcopy::executeObjcopyOnBinary(config, *object->getBinary(), out);
  });
}

llvm::Error cameo::tool::joinObjects(llvm::ArrayRef<std::string> objects, bool hasWeights,
                                     StringRef path) {
  auto folder = TemporaryFolder::create();
  if (!folder)
    return folder.takeError();
  const std::string code = folder->file("code.o"), joined = folder->file("joined.o");
  const std::vector<std::string> command = {"ld.lld", "-r", "--threads=1"};
  std::vector<std::string> arguments = command;
  llvm::append_range(arguments, hasWeights ? objects.drop_back() : objects);
  if (llvm::Error error = runLinker(arguments, joined))
    return error;
  if (llvm::Error error = localizeHidden(joined, hasWeights ? StringRef(code) : path))
    return error;
  if (!hasWeights)
    return llvm::Error::success();
  arguments = command;
  arguments.insert(arguments.end(), {code, objects.back()});
  if (llvm::Error error = runLinker(arguments, joined))
    return error;
  return moveFile(joined, path);
}

llvm::Error cameo::tool::linkSharedLibrary(llvm::ArrayRef<std::string> objects, StringRef path,
                                           const LinkOptions &options) {
  // What calls the runtime is in the first one.
  auto file = readObject(objects.front());
  if (!file)
    return file.takeError();
  auto *elf = llvm::dyn_cast<llvm::object::ELFObjectFileBase>(file->getBinary());
  if (!elf)
    return makeError("shared libraries are linked for ELF targets only: write an object and link "
                     "it with the target's own linker");
  llvm::Triple triple = elf->makeTriple();
  if (triple.getOS() == llvm::Triple::UnknownOS) // ELF does not tell Linux
    triple.setOS(llvm::Triple::Linux), triple.setEnvironment(llvm::Triple::GNU);

  auto folder = TemporaryFolder::create();
  if (!folder)
    return folder.takeError();
  std::vector<std::string> arguments = {"ld.lld", "-shared", "--threads=1", "-z", "now", "-z",
                                        "noexecstack", "--hash-style=gnu", "--gc-sections",
                                        // Worker threads may still be asleep in the runtime's code
                                        // when the library is closed.
                                        "-z", "nodelete", "--exclude-libs", "ALL"};
  auto add = [&](StringRef name, StringRef contents) {
    arguments.push_back(folder->file(name));
    return writeFile(arguments.back(), contents);
  };
  llvm::append_range(arguments, objects);
  auto entry = entryObject(triple, options.name);
  if (!entry)
    return entry.takeError();
  if (llvm::Error error = add("entry.o", *entry))
    return error;
  arguments.push_back("--version-script");
  if (llvm::Error error =
          add("exports", "{ global: " + options.name + "_*; cameo_model_entry; local: *; };\n"))
    return error;
  llvm::append_range(arguments, options.libraries);
  if (!options.runtime.empty())
    arguments.push_back(options.runtime);
  std::vector<StringRef> libraries = {"libm.so.6", "libc.so.6", "libpthread.so.0", "libdl.so.2"};
  for (const RuntimeModule &module : runtimeModules) {
    auto isNeeded = needs(*file->getBinary(), module);
    if (!isNeeded)
      return isNeeded.takeError();
    if (!*isNeeded || options.runtime.empty())
      continue;
    llvm::SmallString<128> archive(llvm::sys::path::parent_path(options.runtime));
    llvm::sys::path::append(archive, "lib" + module.library + ".a");
    if (!llvm::sys::fs::exists(archive))
      return makeError("the model needs {0}, which is not there: build Cameo with what it is made "
                       "with ({1})",
                       archive, module.madeWith);
    arguments.push_back(std::string(archive));
    llvm::append_range(libraries, llvm::split(module.loaded, ' '));
  }
  arguments.push_back("--as-needed");
  for (std::string &library : systemLibraries(triple, options.sysroot, libraries))
    arguments.push_back(std::move(library));
  arguments.insert(arguments.end(), {"-soname", llvm::sys::path::filename(path).str()});
  std::string linked = folder->file("out.so");
  if (llvm::Error error = runLinker(std::move(arguments), linked))
    return error;
  if (llvm::Error error = moveFile(linked, path))
    return error;
  return llvm::errorCodeToError(llvm::sys::fs::setPermissions(path, llvm::sys::fs::perms(0755)));
}

llvm::Expected<std::string> cameo::tool::findRuntime(StringRef kind) {
  if (kind != "pool" && kind != "serial")
    return makeError("'{0}' is not a runtime: use pool, serial, none or the path of a library",
                     kind);
  static int anchor;
  std::string program = llvm::sys::fs::getMainExecutable("cameo", &anchor);
  StringRef prefix = llvm::sys::path::parent_path(llvm::sys::path::parent_path(program));
  std::string file = kind == "pool" ? "libcameo_runtime.a" : "libcameo_runtime_serial.a";
  for (StringRef folder : {CAMEO_LIBDIR, "lib"}) {
    llvm::SmallString<128> path(prefix);
    llvm::sys::path::append(path, folder, file);
    if (llvm::sys::fs::exists(path))
      return std::string(path);
  }
  return makeError("{0} is not beside this program; give its path with --runtime=PATH", file);
}
