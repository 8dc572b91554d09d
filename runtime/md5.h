// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MD5 (RFC 1321), the digest by which a model and its side file of weights
// recognise each other. It guards against mix-ups and damage, not attacks.
#ifndef CAMEO_RUNTIME_MD5_H
#define CAMEO_RUNTIME_MD5_H

#include <stddef.h>
#include <stdint.h>

void cameo_md5(const void *data, size_t bytes, uint8_t digest[16]);

#endif // CAMEO_RUNTIME_MD5_H
