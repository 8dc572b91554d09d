// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs one model on the GPU if there is one, and on the CPU, and compares the
// answers. Without a GPU, a driver or even the Vulkan library the same program
// says why, and everything runs on the CPU.

#include "cameo_gpu.h"
#include "fashion_mnist.h" // written by Cameo from fashion_mnist.onnx

#include <math.h>
#include <stdio.h>

enum { side = 28, classes = FASHION_MNIST_PROBABILITIES_SIZE, trousers = 1, runs = 10 };

static float image[FASHION_MNIST_IMAGE_SIZE];

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

// On the instance's device, or without an instance on the CPU.
static int classify(cameo_instance *instance, float *probabilities) {
  fashion_mnist_inputs inputs = {.image = image};
  fashion_mnist_outputs outputs = {.probabilities = probabilities};
  cameo_context context = {.instance = instance};
  int status = fashion_mnist_run(&inputs, &outputs, &context);
  if (status != CAMEO_OK)
    fprintf(stderr, "vulkan: the model failed: %s\n", cameo_status_string(status));
  return status;
}

int main(int argc, char **argv) {
  // A part of a device's name, or a kind of device; NULL: the best there is.
  cameo_device_options options = {.device = argc > 1 ? argv[1] : NULL};
  cameo_instance *instance;
  if (cameo_instance_create(&fashion_mnist_model, &options, NULL, &instance) != CAMEO_OK) {
    fprintf(stderr, "vulkan: %s\n", cameo_instance_message());
    return 2;
  }
  int on_gpu = cameo_instance_status(instance) == CAMEO_OK;
  printf("%s: %s\n", on_gpu ? "on" : "on the CPU", cameo_instance_device(instance));

  float there[classes], here[classes], most = 0;
  draw_trousers();
  int status = classify(NULL, here);
  for (int i = 0; i < runs && status == CAMEO_OK; ++i) // the first is recorded, the others replay it
    status = classify(instance, there);
  cameo_instance_counters count;
  cameo_instance_count(instance, &count);
  cameo_instance_destroy(instance);
  if (status != CAMEO_OK)
    return 2;

  if (on_gpu)
    printf("%d runs: %d dispatches, %d steps on the host, %d recording\n", (int)count.runs,
           (int)count.dispatches, (int)count.host_steps, (int)count.recordings);
  for (int i = 0; i < classes; ++i)
    most = fmaxf(most, fabsf(there[i] - here[i]));
  printf("trousers: %.4f %%, on the CPU %.4f %%\n", 100.0 * (double)there[trousers],
         100.0 * (double)here[trousers]);
  if (most < 1e-4f && here[trousers] > 0.5f)
    return 0;
  fprintf(stderr, "vulkan: the two differ by %g\n", (double)most);
  return 1;
}
