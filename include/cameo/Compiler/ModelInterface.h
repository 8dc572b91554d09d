// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program must know of a compiled model.

#ifndef CAMEO_COMPILER_MODELINTERFACE_H
#define CAMEO_COMPILER_MODELINTERFACE_H

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cameo {

struct TensorDesc {
  std::string name;
  /// ONNX's TensorProto.DataType.
  int32_t dtype;
  /// What it is, if it is no tensor: CAMEO_SEQUENCE and so on; else 0.
  int32_t kind = 0;
  /// >= 0: the extent; -1-k: dims[k]; INT64_MIN: computed by the model.
  std::vector<int64_t> shape;
};

/// A SPIR-V module and how it is dispatched, as cameo_gpu_kernel.
struct DeviceKernel {
  std::string name;
  std::vector<uint32_t> code;
  uint32_t features = 0, buffers = 0, pushWords = 0, sharedBytes = 0;
  /// What this replaces on devices without its features: 1 + that one's index, or 0.
  uint32_t replaces = 0;
  std::array<uint32_t, 3> workgroup = {1, 1, 1};
};

struct ModelInterface {
  std::string name;
  std::vector<TensorDesc> inputs, outputs;
  std::vector<std::string> dims;
  /// What there is code for, in the order in which a run tries them.
  std::vector<std::string> cpus;
  uint64_t weightsBytes = 0;
  /// The file for the weights, and their MD5; empty when they are in the object.
  std::string weightsFile;
  std::array<uint8_t, 16> weightsDigest = {};
  /// 0 when it depends on the dims.
  uint64_t workspaceBytes = 0;
  unsigned kernels = 0;
  /// Constant strings, by table: the arrays `<name>_strings0` and so on.
  std::vector<std::vector<std::string>> stringTables;
  /// The functions that the model calls, but for the runtime's own of every model.
  std::vector<std::string> calls;
  /// Whether there are a device part and a CPU part.
  bool cpu = true, device = false;
  /// Whether some output has an extent that only data tell.
  bool hasDataExtents = false;
  std::vector<DeviceKernel> deviceKernels;
  /// Kernels without a device form, and why.
  std::vector<std::pair<std::string, std::string>> hostKernels;
};

} // namespace cameo

#endif
