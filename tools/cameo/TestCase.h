// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ONNX's backend-test layout: a folder with model.onnx and data sets
// test_data_set_N/{input,output}_I.pb.

#ifndef CAMEO_TOOLS_TESTCASE_H
#define CAMEO_TOOLS_TESTCASE_H

#include "tools/cameo/LoadedModel.h"

namespace cameo::tool {

struct TestCase {
  std::string name;
  std::string folder;
  std::string model() const { return folder + "/model.onnx"; }
};

/// The test cases in or below `folder`, sorted; their names start where `folder` ends.
std::vector<TestCase> findTestCases(llvm::StringRef folder);

/// The folders test_data_set_0, test_data_set_1, ...
std::vector<std::string> findDataSets(llvm::StringRef folder);

/// input_I.pb (or output_I.pb) of a data set, in the order of `infos`: files whose
/// tensors bear the names of the model go by them, others by their number.
llvm::Expected<std::vector<Tensor>> readDataSet(llvm::StringRef folder, llvm::StringRef prefix,
                                                llvm::ArrayRef<cameo_tensor_info> infos);

} // namespace cameo::tool

#endif
