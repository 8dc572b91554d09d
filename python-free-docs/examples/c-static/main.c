// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises one picture of clothes in plain C. All memory is static: the
// picture, the answer and the model's workspace, whose size is a constant of
// the model's header. So there is nothing to allocate, free or initialise.

#include "fashion_mnist.h" // written by Cameo from fashion_mnist.onnx

#include <stdio.h>

enum { side = 28, classes = FASHION_MNIST_PROBABILITIES_SIZE, trousers = 1 };

_Static_assert(FASHION_MNIST_IMAGE_SIZE == side * side, "the model takes pictures of 28 x 28");

static const char *const class_names[] = {"T-shirt/top", "trousers",  "pullover", "dress",
                                          "coat",        "sandal",    "shirt",    "trainer",
                                          "bag",         "ankle boot"};
_Static_assert(sizeof class_names / sizeof *class_names == classes, "a name for each class");

static float image[FASHION_MNIST_IMAGE_SIZE];
static float probabilities[FASHION_MNIST_PROBABILITIES_SIZE];
static _Alignas(64) unsigned char workspace[FASHION_MNIST_WORKSPACE_SIZE];

// A pair of trousers: a waistband, then two legs with a growing gap between.
static void draw_trousers(void) {
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      int from_middle = x < side / 2 ? side / 2 - 1 - x : x - side / 2;
      int gap = y < 9 ? 0 : 1 + (y - 9) / 8;
      int inside = y >= 1 && y < side - 1 && from_middle >= gap && from_middle < 6;
      image[y * side + x] = inside ? (y < 4 ? 0.8f : 0.6f) : 0.0f;
    }
}

static int best_class(void) {
  int best = 0;
  for (int i = 1; i < classes; ++i)
    if (probabilities[i] > probabilities[best])
      best = i;
  return best;
}

// Whether the answer is a distribution, and the right one.
static int check(void) {
  float sum = 0;
  for (int i = 0; i < classes; ++i) {
    if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
      return 0;
    sum += probabilities[i];
  }
  return sum > 0.9999f && sum < 1.0001f && best_class() == trousers &&
         probabilities[trousers] > 0.5f;
}

int main(void) {
  fashion_mnist_inputs inputs = {.image = image};
  fashion_mnist_outputs outputs = {.probabilities = probabilities};
  cameo_context context = {.workspace = workspace, .workspace_bytes = sizeof workspace};

  draw_trousers();
  int status = fashion_mnist_run(&inputs, &outputs, &context);
  if (status != CAMEO_OK) {
    fprintf(stderr, "clothes: the model failed: %s\n", cameo_status_string(status));
    return 2;
  }
  for (int i = 0; i < classes; ++i)
    printf("%-12s %8.4f %%\n", class_names[i], 100.0 * (double)probabilities[i]);
  if (!check()) {
    fprintf(stderr, "clothes: that is not the expected answer\n");
    return 1;
  }
  return 0;
}
