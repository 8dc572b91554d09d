// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who listens (cameo_context::profile) is told of every kernel and function.

#include "cameo/Support/Diagnostics.h"
#include "lib/Conversion/HostToLLVM/EntryBuilder.h"
#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

void HostLowering::openProfile(EntryBuilder &b, Value context) {
  if (!options.profile)
    return;
  profileContext = context;
  profileHook = b.choose(
      b.isSet(context), [&] { return b.load(b.pointer(), b.member(context, ProfileHook)); },
      b.null());
}

// The name, then each of its ONNX nodes, with tabs between.
static std::string describe(StringRef name, Location loc) {
  std::string text = name.str();
  SmallVector<ModelNode> nodes = nodesOf(loc);
  if (nodes.size() > 1) // the last node comes first, for diagnostics
    std::rotate(nodes.begin(), nodes.begin() + 1, nodes.end());
  for (const ModelNode &node : nodes)
    text += ("\t" + node.opType + " " + node.name).str();
  return text;
}

void HostLowering::profiled(EntryBuilder &b, StringRef name, function_ref<void()> run) {
  if (!profileHook)
    return run();
  auto tell = [&](function_ref<Value()> what) {
    b.when(b.isSet(profileHook), [&] {
      auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(b.getContext()),
                                              {b.pointer(), b.pointer()});
      LLVM::CallOp::create(b, type, ValueRange{profileHook, profileContext, what()});
    });
  };
  tell([&]() -> Value {
    std::string text = describe(name, b.getLoc());
    text.push_back('\0');
    std::string symbol = prefix + "_profile" + std::to_string(numProfiled++);
    return LLVM::createGlobalString(b.getLoc(), b, symbol, text, LLVM::Linkage::Internal);
  });
  run();
  tell([&] { return b.null(); });
}
