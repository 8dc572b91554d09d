// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Children are forked without exec: they share what this process has loaded,
// and start in milliseconds. They write frames of a kind byte, a length and
// a text to a pipe; their standard error goes to a file for crash messages.

#include "tools/cameo/Isolate.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace cameo::tool;
using llvm::StringRef;
using Clock = std::chrono::steady_clock;

void Reporter::send(char kind, StringRef text) {
  uint32_t length = uint32_t(text.size());
  std::string frame(1, kind);
  frame.append(reinterpret_cast<const char *>(&length), sizeof length).append(text);
  for (StringRef rest = frame; !rest.empty();) {
    ssize_t written = ::write(fd, rest.data(), rest.size());
    if (written < 0 && errno != EINTR)
      return;
    rest = rest.drop_front(size_t(std::max<ssize_t>(written, 0)));
  }
}

void Reporter::stage(StringRef what) { send('S', what); }
void Reporter::result(StringRef text) { send('R', text); }

namespace {

struct Child {
  size_t index;
  pid_t pid;
  int pipe;
  FILE *errors;
  Clock::time_point start;
  std::string received;
};

// The line of a crashed child's standard error that says most.
std::string crashMessage(FILE *file) {
  std::string text(size_t(1) << 16, '\0');
  std::rewind(file);
  text.resize(std::fread(text.data(), 1, text.size(), file));
  llvm::SmallVector<StringRef> lines;
  StringRef(text).split(lines, '\n', -1, false);
  for (StringRef mark : {"Assertion", "LLVM ERROR", "ERROR: AddressSanitizer",
                         "runtime error:", "terminate called", "Stack overflow"})
    for (StringRef line : lines)
      if (line.contains(mark))
        return ": " + line.trim().take_front(300).str();
  return "";
}

Child start(size_t index, llvm::function_ref<void(size_t, Reporter &)> work) {
  int ends[2];
  Child child{index, -1, -1, std::tmpfile(), Clock::now(), {}};
  if (!child.errors || ::pipe(ends))
    llvm::report_fatal_error("cannot make a pipe or a temporary file", /*gen_crash_diag=*/false);
  llvm::outs().flush();
  llvm::errs().flush();
  child.pid = ::fork();
  if (child.pid < 0)
    llvm::report_fatal_error("cannot start a process", /*gen_crash_diag=*/false);
  if (child.pid == 0) {
    ::setpgid(0, 0);
    ::close(ends[0]);
    ::dup2(fileno(child.errors), STDERR_FILENO);
    Reporter reporter(ends[1]);
    work(index, reporter);
    ::_exit(0);
  }
  ::close(ends[1]);
  child.pipe = ends[0];
  return child;
}

Ending finish(Child &child, bool timedOut) {
  Ending ending;
  if (timedOut) {
    ::kill(-child.pid, SIGKILL);
    ::kill(child.pid, SIGKILL);
  }
  int status = 0;
  while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
  }
  ending.seconds = std::chrono::duration<double>(Clock::now() - child.start).count();
  bool reported = false;
  for (StringRef rest = child.received; rest.size() >= 5;) {
    uint32_t length;
    std::memcpy(&length, rest.data() + 1, sizeof length);
    StringRef text = rest.substr(5, length);
    (rest[0] == 'S' ? ending.stage : ending.text) = text.str();
    reported |= rest[0] == 'R';
    rest = rest.drop_front(std::min<size_t>(5 + size_t(length), rest.size()));
  }
  if (timedOut) {
    ending.kind = Ending::TimedOut;
  } else if (!reported || WIFSIGNALED(status)) {
    ending.kind = Ending::Crashed;
    ending.text = (WIFSIGNALED(status) ? std::string(::strsignal(WTERMSIG(status)))
                                       : "exit status " + std::to_string(WEXITSTATUS(status))) +
                  crashMessage(child.errors);
  }
  std::fclose(child.errors);
  ::close(child.pipe);
  return ending;
}

} // namespace

void cameo::tool::runIsolated(size_t count, unsigned jobs, double timeout,
                              llvm::function_ref<void(size_t, Reporter &)> work,
                              llvm::function_ref<void(size_t, const Ending &)> done) {
  std::vector<Child> children;
  size_t next = 0;
  while (next < count || !children.empty()) {
    while (next < count && children.size() < jobs)
      children.push_back(start(next++, work));
    std::vector<pollfd> waits;
    double patience = timeout;
    for (Child &child : children) {
      waits.push_back({child.pipe, POLLIN, 0});
      patience = std::min(
          patience, timeout - std::chrono::duration<double>(Clock::now() - child.start).count());
    }
    ::poll(waits.data(), waits.size(), std::max(0, int(patience * 1000) + 1));
    for (size_t i = children.size(); i-- > 0;) {
      Child &child = children[i];
      bool ended = false;
      if (waits[i].revents) {
        char buffer[4096];
        ssize_t got = ::read(child.pipe, buffer, sizeof buffer);
        if (got > 0)
          child.received.append(buffer, size_t(got));
        ended = got == 0;
      }
      bool late =
          !ended && std::chrono::duration<double>(Clock::now() - child.start).count() >= timeout;
      if (!ended && !late)
        continue;
      Ending ending = finish(child, late);
      size_t index = child.index;
      children.erase(children.begin() + ptrdiff_t(i));
      done(index, ending);
    }
  }
}
