// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work in child processes, so that a crash or a hang is a result like others.

#ifndef CAMEO_TOOLS_ISOLATE_H
#define CAMEO_TOOLS_ISOLATE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cameo::tool {

/// How a child ended.
struct Ending {
  enum Kind { Done, Crashed, TimedOut } kind = Done;
  /// Done: what the child reported. Crashed: why. Otherwise empty.
  std::string text;
  /// What the child was doing last.
  std::string stage;
  double seconds = 0;
};

/// A child's line to its parent.
class Reporter {
public:
  explicit Reporter(int fd) : fd(fd) {}
  /// Tells what is done from here on.
  void stage(llvm::StringRef what);
  void result(llvm::StringRef text);

private:
  void send(char kind, llvm::StringRef text);
  int fd;
};

/// Runs `work(i, reporter)` for all i < count, each in a forked child, `jobs` at a
/// time. `done` is called in the order of completion. A child that takes longer than
/// `timeout` seconds is killed. The caller must have no threads running.
void runIsolated(size_t count, unsigned jobs, double timeout,
                 llvm::function_ref<void(size_t, Reporter &)> work,
                 llvm::function_ref<void(size_t, const Ending &)> done);

} // namespace cameo::tool

#endif
