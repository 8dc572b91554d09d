# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How lit runs the FileCheck tests: which files are tests, and where their
# tools are.

import glob
import os

import lit.formats
import lit.util

config.name = "Cameo"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".textproto"]
config.excludes = ["Inputs", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = config.cameo_test_exec_root

config.environment["PATH"] = os.pathsep.join(
    [config.cameo_tools_dir, config.llvm_tools_dir, os.environ.get("PATH", "")])
# AddressSanitizer's leak check does not know the storage of the MLIR context.
config.environment["ASAN_OPTIONS"] = "detect_leaks=0"

config.substitutions.append(("%cc", config.c_compiler))
config.substitutions.append(("%cxx", config.cxx_compiler))
config.substitutions.append(("%runtime_dir", config.cameo_runtime_dir))
config.substitutions.append(("%runtime_lib_dir", config.cameo_lib_dir))
config.substitutions.append(("%onnx_data", config.onnx_data))

# `--param device=vulkan`: tests of operators, which `cameo run`, run there;
# `name` is the device's, and `features` what is to be known of it.
if "device" in lit_config.params:
    device = lit_config.params["device"]
    config.test_exec_root += "-" + lit_config.params.get("name", device)
    config.available_features.update(lit_config.params.get("features", "").split())
    config.substitutions.append(("cameo run ", f"cameo run --device={device} "))
    for name in [name for name in os.environ if name.startswith(("VK_", "CAMEO_"))]:
        config.environment[name] = os.environ[name]

if os.path.isdir(config.onnx_data):
    config.available_features.add("onnx-data")
if config.cameo_sanitize:
    config.available_features.add("sanitizer")

# What tests may ask of the processor: cpu-fma, cpu-avx512f, ...
if os.path.exists("/proc/cpuinfo"):
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("flags"):
                config.available_features.update("cpu-" + flag for flag in line.split()[2:])

# A Vulkan driver for CPUs, the same wherever it is installed.
drivers = glob.glob("/usr/share/vulkan/icd.d/lvp_icd.*.json")
if drivers:
    config.available_features.add("lavapipe")
    config.substitutions.append(
        ("%lavapipe", "env VK_DRIVER_FILES={0} VK_ICD_FILENAMES={0}".format(drivers[0])))
