#!/usr/bin/env bash
# Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Installs the Debian 12 packages that building and testing Cameo need. Does
# nothing, and needs no privileges, when they are all there.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  # the build
  cmake ninja-build pkg-config ccache clang-22 lld-22 git
  # MLIR, LLVM and the linker as libraries
  llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools liblld-22-dev libzstd-dev zlib1g-dev
  # ONNX's file format
  libonnx-dev libprotobuf-dev protobuf-compiler
  # regular expressions, for models that have some
  libre2-dev
  # pictures, for models that decode them
  libjpeg-dev libpng-dev libtiff-dev libwebp-dev libopenjp2-7-dev libstb-dev
  # the tests: ONNX's own, unit tests, lit (which is written in Python), the demo's pictures
  libonnx-testdata libgtest-dev libbenchmark-dev nlohmann-json3-dev python3 dataset-fashion-mnist
  # GPUs: Vulkan's headers, its loader, drivers (one runs on the CPU), checks
  libvulkan-dev libvulkan1 mesa-vulkan-drivers vulkan-validationlayers spirv-tools
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
    missing+=("$package")
done
if [[ ${#missing[@]} -gt 0 ]]; then
  sudo=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || {
      echo "setup.sh: packages are missing; as root (there is no sudo here), run" >&2
      echo "  apt-get install ${missing[*]}" >&2
      exit 1
    }
    sudo=(sudo)
  fi
  echo "installing: ${missing[*]}"
  "${sudo[@]}" apt-get update -q
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

# SwiftShader, a second Vulkan driver for the tests, comes with Debian's
# Chromium. Only the driver is taken out of the package; without it the tests
# run on one driver.
driver=$PWD/build/swiftshader
if [[ ! -f $driver/icd.json ]]; then
  package=$(mktemp -d)
  trap 'rm -rf "$package"' EXIT
  if (cd "$package" && apt-get download -q chromium-common && dpkg-deb -x ./*.deb .) &&
    [[ -f $package/usr/lib/chromium/libvk_swiftshader.so ]]; then
    mkdir -p "$driver"
    cp "$package/usr/lib/chromium/libvk_swiftshader.so" "$driver/"
    cat >"$driver/icd.json" <<END
{"file_format_version": "1.0.0",
 "ICD": {"library_path": "$driver/libvk_swiftshader.so", "api_version": "1.1.0"}}
END
  else
    echo "SwiftShader is not available: the Vulkan tests run on Mesa's driver only"
  fi
fi
