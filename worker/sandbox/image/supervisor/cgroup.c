/* The container's own control group, as it sees itself: version 2, or version 1's separate controllers. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "supervisor.h"

enum counter { MEMORY, MEMORY_STAT, OOM, CPU, PIDS, PIDS_MAX, COUNTERS };

static const char *const version2[COUNTERS] = {"memory.current", "memory.stat", "memory.events",
                                               "cpu.stat",       "pids.current", "pids.max"};
static const char *const version1[COUNTERS] = {"memory/memory.usage_in_bytes", "memory/memory.stat",
                                               "memory/memory.oom_control",    "cpuacct/cpuacct.usage",
                                               "pids/pids.current",            "pids/pids.max"};
static int files[COUNTERS];
static bool is_version2;

void cgroup_init(void) {
  int dir = open("/sys/fs/cgroup", O_PATH | O_DIRECTORY | O_CLOEXEC);
  is_version2 = faccessat(dir, "cgroup.controllers", F_OK, 0) == 0;
  for (int i = 0; i < COUNTERS; i++)
    files[i] = openat(dir, (is_version2 ? version2 : version1)[i], O_RDONLY | O_CLOEXEC);
  if (dir >= 0) close(dir);
}

/* The number after `key`, or the file's first number without one; 0 where the file is missing. */
static uint64_t counter(enum counter which, const char *key) {
  char text[4096];
  ssize_t size = files[which] < 0 ? -1 : pread(files[which], text, sizeof text - 1, 0);
  if (size <= 0) return 0;
  text[size] = 0;
  const char *at = text;
  if (key) {
    size_t length = strlen(key);
    while (at && !(strncmp(at, key, length) == 0 && at[length] == ' ')) {
      at = strchr(at, '\n');
      if (at) at++;
    }
    if (!at) return 0;
    at += length;
  }
  return strtoull(at, NULL, 10);
}

uint64_t cgroup_oom_kills(void) { return counter(OOM, "oom_kill"); }

bool cgroup_pids_exhausted(void) {
  uint64_t limit = counter(PIDS_MAX, NULL); /* 0 for "max" */
  return limit > 0 && counter(PIDS, NULL) + limit / 16 >= limit;
}

void cgroup_stats(uint32_t id) {
  uint64_t memory = counter(MEMORY, NULL);
  uint64_t cache = counter(MEMORY_STAT, is_version2 ? "inactive_file" : "total_inactive_file");
  uint64_t cpu_ms = is_version2 ? counter(CPU, "usage_usec") / 1000 : counter(CPU, NULL) / 1000000;
  uint8_t body[24], *to = put_u64(body, memory > cache ? memory - cache : 0);
  to = put_u64(to, cpu_ms);
  put_u64(to, counter(PIDS, NULL));
  send_frame(REP_OK, id, body, sizeof body);
}
