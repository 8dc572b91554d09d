// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#define _POSIX_C_SOURCE 200809L
#include "profile.h"
#include "clock.h"

#include <stdio.h>
#include <stdlib.h>

struct kernel {
  const char *what;
  double milliseconds;
  uint64_t calls;
};

static struct kernel *kernels;
static size_t count, room, current;
static double since;

// The number of a kernel; a run calls them in an order that seldom changes, so that
// the search begins behind the last one.
static size_t find(const char *what) {
  for (size_t step = 1; step <= count; ++step) {
    size_t number = (current + step) % count;
    if (kernels[number].what == what)
      return number;
  }
  if (count == room) {
    room = room ? room * 2 : 64;
    kernels = realloc(kernels, room * sizeof *kernels);
    if (!kernels)
      abort();
  }
  kernels[count] = (struct kernel){what, 0, 0};
  return count++;
}

void profileKernel(const cameo_context *context, const char *what) {
  (void)context;
  if (what) {
    current = find(what);
    since = now();
    return;
  }
  kernels[current].milliseconds += now() - since;
  ++kernels[current].calls;
}

static void printString(const char *text) {
  putchar('"');
  for (; *text; ++text)
    if (*text == '"' || *text == '\\')
      printf("\\%c", *text);
    else if ((unsigned char)*text < ' ')
      printf("\\u%04x", (unsigned)*text);
    else
      putchar(*text);
  putchar('"');
}

void printProfile(uint64_t runs) {
  printf("[");
  for (size_t i = 0; i < count; ++i) {
    printf("%s{\"what\": ", i ? ", " : "");
    printString(kernels[i].what);
    printf(", \"calls\": %.6g, \"ms\": %.9f}", (double)kernels[i].calls / (double)runs,
           kernels[i].milliseconds / (double)runs);
  }
  printf("]");
}
