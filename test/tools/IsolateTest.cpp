// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever a child does, the parent goes on and knows what it was.

#include "tools/cameo/Isolate.h"
#include "gtest/gtest.h"
#include <csignal>
#include <cstdlib>
#include <unistd.h>
#include <vector>

using namespace cameo::tool;

static std::vector<Ending> run(size_t count, unsigned jobs, double timeout,
                               llvm::function_ref<void(size_t, Reporter &)> work) {
  std::vector<Ending> endings(count);
  runIsolated(count, jobs, timeout, work,
              [&](size_t i, const Ending &ending) { endings[i] = ending; });
  return endings;
}

TEST(Isolate, PassesResultsOn) {
  auto endings = run(20, 3, 60, [](size_t i, Reporter &reporter) {
    reporter.stage("work");
    reporter.result(std::string(i * 10000, 'x'));
  });
  for (size_t i = 0; i < endings.size(); ++i) {
    EXPECT_EQ(endings[i].kind, Ending::Done);
    EXPECT_EQ(endings[i].text.size(), i * 10000);
  }
}

TEST(Isolate, SeesCrashes) {
  auto endings = run(4, 2, 60, [](size_t i, Reporter &reporter) {
    reporter.stage("stage " + std::to_string(i));
    if (i == 0)
      ::raise(SIGKILL);
    if (i == 1) {
      fprintf(stderr, "noise\nx.cpp:1: Assertion `all is well' failed.\nmore\n");
      fflush(stderr);
      ::signal(SIGABRT, SIG_DFL);
      std::abort();
    }
    if (i == 2)
      ::_exit(3);
    reporter.result("fine");
  });
  EXPECT_EQ(endings[0].kind, Ending::Crashed);
  EXPECT_EQ(endings[0].text, "Killed");
  EXPECT_EQ(endings[0].stage, "stage 0");
  EXPECT_EQ(endings[1].kind, Ending::Crashed);
  EXPECT_EQ(endings[1].text, "Aborted: x.cpp:1: Assertion `all is well' failed.");
  EXPECT_EQ(endings[2].kind, Ending::Crashed);
  EXPECT_EQ(endings[2].text, "exit status 3");
  EXPECT_EQ(endings[3].kind, Ending::Done);
}

TEST(Isolate, StopsHangs) {
  auto endings = run(3, 3, 0.3, [](size_t i, Reporter &reporter) {
    reporter.stage("sleep");
    while (i != 1)
      ::pause();
    reporter.result("fine");
  });
  EXPECT_EQ(endings[0].kind, Ending::TimedOut);
  EXPECT_EQ(endings[0].stage, "sleep");
  EXPECT_EQ(endings[1].kind, Ending::Done);
  EXPECT_EQ(endings[2].kind, Ending::TimedOut);
}
