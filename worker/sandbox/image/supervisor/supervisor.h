/* What the supervisor's parts share. One thread, one loop: nothing here needs a lock. */
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "protocol.h"

#define MAX_ROOTS 4
#define MAX_POLL 512

/* A directory tree that file requests may reach, with the bytes it may hold (0: bounded by its own file system). */
struct root {
  const char *path;
  int fd;
  uint64_t quota;
  uint64_t used;
  /* Above the quota: what it may hold without anything being killed, so that cleaning up is possible. */
  uint64_t ceiling;
  uint64_t free_at_measure;
  int64_t measured_at;
  int64_t measure_took;
  bool measured;
};

extern struct root roots[MAX_ROOTS];
extern int root_count;

/* main.c */
int64_t now_ms(void);
_Noreturn void die(const char *why);
void *must_alloc(size_t size);

/* channel.c: frames in and out of the worker's stream */
void channel_init(void);
void channel_read(void (*handle)(uint8_t type, uint32_t id, const uint8_t *body, size_t size));
void channel_flush(void);
bool channel_wants_write(void);
/* Whether bulk output should wait until the worker has taken what is queued. */
bool channel_is_full(void);
void send_frame(uint8_t type, uint32_t id, const void *body, size_t size);
void send_fail(uint32_t id, int error);
/* Cursor over an untrusted body; `ok` turns false at the first overrun and stays so. */
struct reader {
  const uint8_t *at;
  size_t left;
  bool ok;
};
uint8_t take_u8(struct reader *r);
uint32_t take_u32(struct reader *r);
uint64_t take_u64(struct reader *r);
const char *take_string(struct reader *r);
uint8_t *put_u16(uint8_t *to, uint16_t value);
uint8_t *put_u32(uint8_t *to, uint32_t value);
uint8_t *put_u64(uint8_t *to, uint64_t value);

/* poll set, filled anew before each wait */
struct pollfd;
void watch(int fd, short events);
bool is_ready(int fd);

/* command.c: commands and their output */
struct command {
  uint32_t id;
  pid_t leader; /* 0 once reaped */
  int input, output[2], status;
  uint8_t *stdin_bytes;
  size_t stdin_size, stdin_at;
  bool stdin_ended;
  bool is_terminal; /* `input` and `output[0]` are one pseudo-terminal's master */
  bool unwatched;   /* its end was asked for: nobody waits for its output */
  uint32_t credit;
  bool exited;   /* the shell is gone */
  bool reported; /* REP_EXIT is sent; only background processes are left */
  uint8_t code, flags;
  int failure; /* errno when the shell could not be started */
  size_t drain[2];
  enum { ALIVE, TERMINATING, KILLING } phase;
  int64_t kill_at, give_up_at;
  uint64_t oom_kills_before;
  struct command *next;
};
extern struct command *commands;
void command_run(uint32_t id, struct reader *body);
void command_terminal(uint32_t id, struct reader *body);
void command_resize(uint32_t id, struct reader *body);
void command_stdin(uint32_t id, const uint8_t *bytes, size_t size);
bool command_credit(uint32_t id, uint32_t bytes);
bool command_kill(uint32_t id);
void command_kill_all(uint8_t flags);
void commands_watch(void);
void commands_pump(void);
bool commands_reaped(pid_t pid);
int64_t commands_deadline(void);
bool commands_running(void);

/* terminal.c: pseudo-terminals */
struct terminal_size {
  uint32_t columns, rows;
};
struct terminal_size take_terminal_size(struct reader *r);
int terminal_open(struct terminal_size size, int *master, int *slave);
void terminal_resize(int master, struct terminal_size size);

/* leader.c: the process between the supervisor and a shell */
struct launch {
  const char *cwd, *command;
  char **environment;
  int input, output, errors, status;
  bool is_terminal; /* `input`, `output` and `errors` are one pseudo-terminal's slave */
};
struct launch_status {
  int32_t failure; /* errno, or 0 */
  int32_t wait_status;
};
_Noreturn void lead(const struct launch *launch);

/* sweep.c: finding and killing what a command left */
int sweep_signal(pid_t leader, int signal);
bool sweep_kill(pid_t leader);

/* connections.c: the way out */
void connection_accept(uint32_t id);
void connection_send(uint32_t id, const uint8_t *bytes, size_t size);
bool connection_credit(uint32_t id, uint32_t bytes);
bool connection_close(uint32_t id);
void connections_watch(void);
void connections_pump(void);

/* jobs.c: file requests that may take long, in a process of their own */
typedef int (*job_body)(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit);
int job_start(uint32_t id, job_body body, const struct root *root, const char *path, uint32_t option, uint32_t limit);
bool job_credit(uint32_t id, uint32_t bytes);
bool job_cancel(uint32_t id);
bool job_owns(pid_t pid);
bool job_measuring(void);
void jobs_continue(void);
void jobs_watch(void);
void jobs_pump(void);
bool jobs_reaped(pid_t pid, int status);

/* walk.c: bodies of jobs */
/* Where the next list begins: names up to this one are left out. Set before its job is started, which takes it along. */
extern const char *walk_after;
int walk_list(int out, const struct root *root, const char *path, uint32_t recursive, uint32_t limit);
int walk_usage(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit);
int walk_remove(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit);
uint64_t walk_size(const struct root *root);
int walk_measure(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit);

/* paths.c: containment */
const struct root *path_root(const char *path, const char **rest);
int path_open(const struct root *root, const char *rest, int flags);
int path_parent(const struct root *root, const char *rest, bool create, char leaf[256]);
int path_real(const struct root *root, const char *rest, char *out, size_t size);

/* files.c: file requests */
void file_request(uint8_t type, uint32_t id, struct reader *body);
bool file_credit(uint32_t id, uint32_t bytes);
bool file_cancel(uint32_t id);
void files_pump(void);
bool files_pending(void);
uint8_t entry_kind(mode_t mode);

/* quota.c */
void quota_init(void);
void quota_tick(void);
void quota_measured(const struct root *root, uint64_t used);
bool quota_allows(const struct root *root, uint64_t bytes);
void quota_added(const struct root *root, uint64_t bytes);
void quota_report(uint32_t id);

/* cgroup.c */
void cgroup_init(void);
uint64_t cgroup_oom_kills(void);
bool cgroup_pids_exhausted(void);
void cgroup_stats(uint32_t id);

/* filter.c */
void filter_install(void);

#endif
