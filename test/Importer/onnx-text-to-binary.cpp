// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Models that a person can read become models: onnx-text-to-binary IN.textproto OUT.onnx

#include "lib/Importer/Proto.h"
#include <fstream>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/text_format.h>
#include <iostream>

int main(int argc, char **argv) {
  if (argc != 3) {
    std::cerr << "usage: onnx-text-to-binary IN.textproto OUT.onnx\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  google::protobuf::io::IstreamInputStream stream(&in);
  cameo::proto::ModelProto model;
  if (!in || !google::protobuf::TextFormat::Parse(&stream, &model))
    return 1;
  std::ofstream out(argv[2], std::ios::binary);
  return model.SerializeToOstream(&out) ? 0 : 1;
}
