/*
 * The first process of a sandbox's container. It runs commands and moves files for the worker, over frames on its stdin
 * and stdout, and reaps orphans. As the first process of its PID namespace it cannot be killed or stopped from inside;
 * being non-dumpable, its memory and descriptors are closed to the commands, which share its user.
 *
 * Usage: crewhouse-supervisor PATH:QUOTA_BYTES ...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "supervisor.h"

#define TICK_MS 250

struct root roots[MAX_ROOTS];
int root_count;

static struct pollfd polled[MAX_POLL];
static int polled_count;

int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

_Noreturn void die(const char *why) {
  dprintf(2, "crewhouse-supervisor: %s\n", why);
  _exit(70);
}

void *must_alloc(size_t size) {
  void *memory = malloc(size);
  if (!memory) die("no memory is left");
  return memory;
}

void watch(int fd, short events) {
  if (polled_count < MAX_POLL) polled[polled_count++] = (struct pollfd){.fd = fd, .events = events};
}

bool is_ready(int fd) {
  for (int i = 0; i < polled_count; i++)
    if (polled[i].fd == fd) return polled[i].revents != 0;
  return false;
}

static void handle(uint8_t type, uint32_t id, const uint8_t *body, size_t size) {
  struct reader r = {.at = body, .left = size, .ok = true};
  switch (type) {
  case REQ_RUN:
    return command_run(id, &r);
  case REQ_TERMINAL:
    return command_terminal(id, &r);
  case REQ_RESIZE:
    return command_resize(id, &r);
  case REQ_STDIN:
    return command_stdin(id, body, size);
  case REQ_CREDIT: {
    uint32_t bytes = take_u32(&r);
    if (command_credit(id, bytes) || connection_credit(id, bytes) || file_credit(id, bytes)) return;
    job_credit(id, bytes);
    return;
  }
  case REQ_KILL:
    if (command_kill(id) || connection_close(id) || file_cancel(id)) return;
    job_cancel(id);
    return;
  case REQ_ACCEPT:
    return connection_accept(id);
  case REQ_SEND:
    return connection_send(id, body, size);
  case REQ_STATS:
    return cgroup_stats(id);
  case REQ_DISK:
    return quota_report(id);
  default:
    file_request(type, id, &r);
  }
}

static void reap(int signals) {
  struct signalfd_siginfo info;
  while (read(signals, &info, sizeof info) > 0)
    ;
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
    if (!commands_reaped(pid)) jobs_reaped(pid, status);
}

static void open_root(const char *argument) {
  char *path = strdup(argument), *colon = path ? strrchr(path, ':') : NULL;
  if (!colon || root_count == MAX_ROOTS) die("usage: crewhouse-supervisor PATH:QUOTA_BYTES ...");
  *colon = 0;
  int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) die("a root directory is missing");
  roots[root_count++] = (struct root){.path = path, .fd = fd, .quota = strtoull(colon + 1, NULL, 10)};
}

static int wait_ms(void) {
  int64_t deadline = commands_deadline(), now = now_ms();
  if (files_pending() && !channel_is_full()) return 0;
  if (commands_running() && deadline > now + TICK_MS) deadline = now + TICK_MS;
  if (deadline == INT64_MAX) return -1;
  return deadline > now ? (int)(deadline - now) : 0;
}

int main(int argc, char **argv) {
  prctl(PR_SET_DUMPABLE, 0);
  signal(SIGPIPE, SIG_IGN);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  int signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signals < 0) die("signalfd failed");
  for (int i = 1; i < argc; i++) open_root(argv[i]);
  if (root_count == 0) die("usage: crewhouse-supervisor PATH:QUOTA_BYTES ...");
  int probe = path_open(&roots[0], ".", O_PATH);
  if (probe < 0) die("files cannot be contained: openat2 is missing (it takes Linux 5.6 and Docker 20.10)");
  close(probe);
  channel_init();
  cgroup_init();
  filter_install();
  quota_init();
  uint8_t version = PROTOCOL_VERSION;
  send_frame(REP_HELLO, 0, &version, 1);
  for (;;) {
    polled_count = 0;
    watch(0, POLLIN);
    watch(signals, POLLIN);
    if (channel_wants_write()) watch(1, POLLOUT);
    commands_watch();
    connections_watch();
    jobs_watch();
    int ready = poll(polled, (nfds_t)polled_count, wait_ms());
    if (ready < 0 && errno != EINTR) die("poll failed");
    if (is_ready(0)) channel_read(handle);
    if (is_ready(signals)) reap(signals);
    commands_pump();
    connections_pump();
    jobs_pump();
    files_pump();
    quota_tick();
    channel_flush();
  }
}
