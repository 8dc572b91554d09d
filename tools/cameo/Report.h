// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `cameo report` tells of a model, before it becomes a page or JSON.

#ifndef CAMEO_TOOLS_REPORT_H
#define CAMEO_TOOLS_REPORT_H

#include "tools/cameo/Summary.h"
#include "tools/cameo/Work.h"

namespace cameo::tool {

struct Report {
  struct Kernel {
    std::string name, what; // what: the operators of its first dispatch
    std::vector<unsigned> dispatches;
    std::optional<Work> work;       // of one dispatch
    std::optional<int64_t> traffic; // likewise
    std::string host;               // of a model for a GPU: why it runs on the host
  };
  struct Dispatch {
    unsigned kernel;
    std::vector<std::string> nodes; // "Conv conv1"
    std::string what, results;
  };
  struct Buffer {
    unsigned dispatch, last; // made by the one, last read by the other
    std::string type;
    int64_t offset, bytes; // in units of the arena's product
  };
  struct Arena {
    std::string product;          // "batch × tokens"; empty: bytes
    int64_t extent = 0, live = 0; // what it takes, and the most that is live at a time
    std::vector<Buffer> buffers;
  };
  struct Weight {
    std::string name, type;
    int64_t bytes;
    std::vector<unsigned> kernels; // that read it
  };

  std::string file;
  std::string diagnostics;           // a line each; empty if the model compiles
  std::optional<ModelSummary> model; // none if it cannot be read
  std::vector<std::string> dims;
  std::vector<Kernel> kernels;
  std::vector<Dispatch> dispatches; // in the order of a run
  std::vector<Arena> arenas;
  std::vector<Weight> weights;
  uint64_t objectBytes = 0, weightsBytes = 0;
  bool device = false; // compiled for a GPU

  bool compiled() const { return objectBytes != 0; }
  /// Sums over all dispatches; none where one is unknown.
  std::optional<Work> totalWork() const;
  /// The part of the multiply-adds that a GPU does; none where they are unknown.
  std::optional<double> deviceShare() const;
  /// Of the workspace; none where it depends on the dims.
  std::optional<int64_t> workspaceBytes() const;
};

/// Fills in what follows from the host function and its kernels.
void inspectKernels(mlir::ModuleOp module, Report &report);

std::string reportPage(const Report &report);
std::string reportJson(const Report &report);

} // namespace cameo::tool

#endif
