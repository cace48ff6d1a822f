/* Finding and killing what a command left, by the process tree. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "supervisor.h"

#define MAX_PROCESSES 8192
/* A bomb forks faster than one look at /proc; stopped processes keep their place under the process limit. */
#define FREEZE_ROUNDS 12

struct process {
  pid_t pid, parent;
  char state;
  /* The ancestor (or the process itself) that is a direct child of the supervisor; 0 for what entered from outside. */
  pid_t top;
};

static struct process table[MAX_PROCESSES];
static int count;

static int by_pid(const void *a, const void *b) {
  pid_t x = ((const struct process *)a)->pid, y = ((const struct process *)b)->pid;
  return x < y ? -1 : x > y;
}

static bool read_stat(const char *name, struct process *p) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.16s/stat", name);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t size = read(fd, text, sizeof text - 1);
  close(fd);
  if (size <= 0) return false;
  text[size] = 0;
  /* The name in parentheses is the process's own choice and may hold anything: parse from the last one. */
  char *end = strrchr(text, ')');
  return end && sscanf(end + 1, " %c %d", &p->state, &p->parent) == 2;
}

static void scan(void) {
  count = 0;
  DIR *proc = opendir("/proc");
  if (!proc) return;
  for (struct dirent *entry; (entry = readdir(proc)) && count < MAX_PROCESSES;) {
    int pid = atoi(entry->d_name);
    if (pid <= 1 || !read_stat(entry->d_name, &table[count])) continue;
    table[count].pid = pid;
    table[count].top = table[count].parent == 1 ? pid : 0;
    count++;
  }
  closedir(proc);
  qsort(table, (size_t)count, sizeof *table, by_pid);
  for (bool changed = true; changed;) {
    changed = false;
    for (int i = 0; i < count; i++) {
      if (table[i].top) continue;
      struct process key = {.pid = table[i].parent};
      struct process *parent = bsearch(&key, table, (size_t)count, sizeof *table, by_pid);
      if (parent && parent->top) {
        table[i].top = parent->top;
        changed = true;
      }
    }
  }
}

static bool has_owner(pid_t top) {
  if (job_owns(top)) return true;
  for (struct command *c = commands; c; c = c->next)
    if (c->leader == top) return true;
  return false;
}

/* Of the command, or of none: a leader that was killed from inside leaves orphans, which nobody answers for. */
static bool is_target(const struct process *p, pid_t leader) {
  if (p->top == 0 || p->state == 'Z' || p->state == 'X' || p->pid == leader) return false;
  return p->top == leader || !has_owner(p->top);
}

int sweep_signal(pid_t leader, int signal) {
  int targets = 0;
  scan();
  for (int i = 0; i < count; i++) {
    if (!is_target(&table[i], leader)) continue;
    kill(table[i].pid, signal);
    targets++;
  }
  return targets;
}

bool sweep_kill(pid_t leader) {
  for (int round = 0; round < FREEZE_ROUNDS; round++) {
    int moving = 0;
    scan();
    for (int i = 0; i < count; i++) {
      if (!is_target(&table[i], leader) || table[i].state == 'T') continue;
      kill(table[i].pid, SIGSTOP);
      moving++;
    }
    if (moving == 0) break;
  }
  int targets = sweep_signal(leader, SIGKILL);
  if (leader > 0) kill(leader, SIGKILL);
  return targets == 0;
}
