/*
 * Between the supervisor and each command's shell stands a leader. It is a child subreaper: whatever the command starts,
 * sessions of its own and orphans included, stays below it in the process tree, so that the tree alone says which
 * command a process belongs to. An environment marker or a process group could be shed or forged by the command.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor.h"

static void close_others(const int *keep, int count) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  for (int fd = 0; fd < (int)limit.rlim_cur; fd++) {
    bool kept = false;
    int next = (int)limit.rlim_cur;
    for (int i = 0; i < count; i++) {
      if (keep[i] == fd) kept = true;
      if (keep[i] > fd && keep[i] < next) next = keep[i];
    }
    if (kept) continue;
    if (syscall(SYS_close_range, fd, next - 1, 0) == 0) fd = next - 1;
    else close(fd);
  }
}

static void report(int fd, int failure, int wait_status) {
  struct launch_status status = {.failure = failure, .wait_status = wait_status};
  /* Eight bytes into an empty pipe: never partial. */
  (void)!write(fd, &status, sizeof status);
}

/* The kernel's choice when memory runs out: commands before the supervisor, whose value stays the container's own. */
static void volunteer_for_oom(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)!write(fd, "1000", 4);
  close(fd);
}

static _Noreturn void become_shell(const struct launch *launch) {
  setsid();
  if (launch->is_terminal) ioctl(launch->input, TIOCSCTTY, 0);
  dup2(launch->input, 0);
  dup2(launch->output, 1);
  dup2(launch->errors, 2);
  /* The leader left open only what follows here; from now on, being readable by others gives nothing away. */
  fcntl(launch->status, F_SETFD, FD_CLOEXEC);
  for (int fd = 3; fd <= launch->input || fd <= launch->output || fd <= launch->errors; fd++)
    if (fd != launch->status) close(fd);
  prctl(PR_SET_DUMPABLE, 1);
  volunteer_for_oom();
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  char *arguments[] = {"bash", "-c", (char *)launch->command, NULL};
  if (chdir(launch->cwd) == 0) execve("/bin/bash", arguments, launch->environment);
  report(launch->status, errno, 0);
  _exit(127);
}

_Noreturn void lead(const struct launch *launch) {
  const int keep[] = {launch->input, launch->output, launch->errors, launch->status};
  close_others(keep, 4);
  setpgid(0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  /* The supervisor must get a turn while a fork bomb runs. */
  setpriority(PRIO_PROCESS, 0, 5);
  pid_t shell = fork();
  if (shell == 0) become_shell(launch);
  close(launch->input);
  if (!launch->is_terminal) {
    close(launch->output);
    close(launch->errors);
  }
  if (shell < 0) {
    report(launch->status, errno, 0);
    _exit(1);
  }
  for (;;) {
    int status;
    pid_t pid = waitpid(-1, &status, 0);
    if (pid < 0 && errno == ECHILD) _exit(0);
    if (pid != shell) continue;
    report(launch->status, 0, status);
    close(launch->status);
  }
}
