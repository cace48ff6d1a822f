/* File requests that may take long, each in a forked process whose pipe is forwarded under credit. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor.h"

/* A measurement that takes longer is taken for one that is being held. */
#define STUCK_MS 30000

struct job {
  uint32_t id; /* 0: a measurement of the supervisor's own */
  pid_t pid;   /* 0 once reaped */
  int output;
  uint32_t credit;
  int error;
  int64_t started_at;
  const struct root *root;
  uint8_t measured[8];
  size_t measured_size;
  struct job *next;
};

static struct job *jobs;

int job_start(uint32_t id, job_body body, const struct root *root, const char *path, uint32_t option, uint32_t limit) {
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) < 0) return errno;
  pid_t pid = fork();
  if (pid < 0) {
    int error = errno;
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    return error;
  }
  if (pid == 0) _exit(body(pipe_ends[1], root, path, option, limit));
  close(pipe_ends[1]);
  fcntl(pipe_ends[0], F_SETFL, O_NONBLOCK);
  struct job *job = must_alloc(sizeof *job);
  *job = (struct job){.id = id, .pid = pid, .output = pipe_ends[0], .credit = INITIAL_CREDIT, .started_at = now_ms(),
                      .root = root, .next = jobs};
  jobs = job;
  return 0;
}

static struct job *find(uint32_t id) {
  for (struct job *job = jobs; job; job = job->next)
    if (job->id == id && id != 0) return job;
  return NULL;
}

bool job_credit(uint32_t id, uint32_t bytes) {
  struct job *job = find(id);
  if (job && bytes <= INITIAL_CREDIT - job->credit) job->credit += bytes;
  return job != NULL;
}

bool job_cancel(uint32_t id) {
  struct job *job = find(id);
  if (job && job->pid > 0) kill(job->pid, SIGKILL);
  return job != NULL;
}

bool job_owns(pid_t pid) {
  for (struct job *job = jobs; job; job = job->next)
    if (job->pid == pid) return true;
  return false;
}

bool job_measuring(void) {
  for (struct job *job = jobs; job; job = job->next)
    if (job->id == 0) return true;
  return false;
}

bool jobs_reaped(pid_t pid, int status) {
  for (struct job *job = jobs; job; job = job->next) {
    if (job->pid != pid) continue;
    job->pid = 0;
    job->error = WIFEXITED(status) ? WEXITSTATUS(status) : ECANCELED;
    return true;
  }
  return false;
}

/* Commands may stop jobs as well, being of the same user. */
void jobs_continue(void) {
  for (struct job *job = jobs; job; job = job->next)
    if (job->pid > 0) kill(job->pid, now_ms() - job->started_at > STUCK_MS && job->id == 0 ? SIGKILL : SIGCONT);
}

static bool may_read(const struct job *job) {
  return job->output >= 0 && (job->id == 0 || (job->credit > 0 && !channel_is_full()));
}

static void forward(struct job *job) {
  static uint8_t block[MAX_BODY_OUT];
  size_t size = job->id && job->credit < sizeof block ? job->credit : sizeof block;
  ssize_t got = read(job->output, block, size);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    close(job->output);
    job->output = -1;
  } else if (job->id == 0) {
    for (ssize_t i = 0; i < got && job->measured_size < sizeof job->measured; i++)
      job->measured[job->measured_size++] = block[i];
  } else {
    job->credit -= (uint32_t)got;
    send_frame(REP_DATA, job->id, block, (size_t)got);
  }
}

static void finish(struct job *job) {
  if (job->id == 0) {
    struct reader r = {.at = job->measured, .left = job->measured_size, .ok = true};
    uint64_t used = take_u64(&r);
    /* Commands may kill a measurement, and would gain by it if it were not made good. */
    quota_measured(job->root, r.ok ? used : walk_size(job->root));
  } else if (job->error) {
    send_fail(job->id, job->error);
  } else {
    send_frame(REP_OK, job->id, NULL, 0);
  }
}

void jobs_pump(void) {
  for (struct job **link = &jobs, *job; (job = *link);) {
    if (may_read(job) && is_ready(job->output)) forward(job);
    if (job->output >= 0 || job->pid > 0) {
      link = &job->next;
      continue;
    }
    *link = job->next;
    finish(job);
    free(job);
  }
}

void jobs_watch(void) {
  for (struct job *job = jobs; job; job = job->next)
    if (may_read(job)) watch(job->output, POLLIN);
}
