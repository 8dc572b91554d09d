// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The protobuf classes of ONNX. The installed schema may be older than the
// model: newer element types are plain integers in it, newer fields unknown ones.

#ifndef CAMEO_IMPORTER_PROTO_H
#define CAMEO_IMPORTER_PROTO_H

#define ONNX_ML 1
#define ONNX_NAMESPACE onnx
#include <onnx/onnx_pb.h>

namespace cameo {
namespace proto = ::onnx;
}

#endif
