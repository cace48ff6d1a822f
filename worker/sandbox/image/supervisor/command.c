/* Commands: starting them, moving their input and output under credit, and ending them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor.h"

#define MAX_COMMANDS 64
#define MAX_ENVIRONMENT 256
/* Between SIGTERM and SIGKILL. A cancel is promised to be over within a second. */
#define GRACE_MS 150
#define SWEEP_AGAIN_MS 5
#define GIVE_UP_MS 5000
#define RUNAWAY_PROCESSES 8

struct command *commands;

static struct command *find(uint32_t id) {
  for (struct command *c = commands; c; c = c->next)
    if (c->id == id && !c->reported) return c;
  return NULL;
}

static void shut(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static void forget(struct command *c) {
  struct command **link = &commands;
  while (*link != c) link = &(*link)->next;
  *link = c->next;
  shut(&c->input);
  shut(&c->output[0]);
  shut(&c->output[1]);
  shut(&c->status);
  free(c->stdin_bytes);
  free(c);
}

/* A server that a command left in the background has a few processes; what has many, at the process limit, is a bomb. */
static bool is_runaway(const struct command *c) {
  return c->leader > 0 && sweep_signal(c->leader, 0) >= RUNAWAY_PROCESSES;
}

/* At the process limit, what ended commands left running gives way to the next command: bombs first. */
static void make_room(void) {
  for (int all = 0; all <= 1 && cgroup_pids_exhausted(); all++)
    for (struct command *c = commands; c; c = c->next) {
      if (!c->reported || c->leader == 0 || !(all || is_runaway(c))) continue;
      for (int i = 0; i < 50 && !sweep_kill(c->leader); i++) usleep(2000);
    }
}

/* The supervisor's ends of what a command reads and writes. */
struct ends {
  int input, output[2], status;
};

static void close_all(const int *fds, int count) {
  for (int i = 0; i < count; i++)
    if (fds[i] >= 0) close(fds[i]);
}

/* Opens `count` pipes: the ends to read from in `readers`, the ends to write to in `writers`. */
static int open_pipes(int *readers, int *writers, int count) {
  for (int i = 0; i < count; i++) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) < 0) {
      int error = errno;
      close_all(readers, i);
      close_all(writers, i);
      return error;
    }
    readers[i] = both[0];
    writers[i] = both[1];
  }
  return 0;
}

static int open_for_command(struct launch *launch, struct ends *ours) {
  int readers[4], writers[4];
  int error = open_pipes(readers, writers, 4);
  if (error) return error;
  launch->input = readers[0];
  launch->output = writers[1];
  launch->errors = writers[2];
  launch->status = writers[3];
  *ours = (struct ends){.input = writers[0], .output = {readers[1], readers[2]}, .status = readers[3]};
  return 0;
}

static int open_for_terminal(struct launch *launch, struct ends *ours, struct terminal_size size) {
  int master, slave;
  int error = terminal_open(size, &master, &slave);
  if (error) return error;
  *ours = (struct ends){.output = {master, -1}};
  launch->input = launch->output = launch->errors = slave;
  ours->input = fcntl(master, F_DUPFD_CLOEXEC, 0);
  error = ours->input < 0 ? errno : open_pipes(&ours->status, &launch->status, 1);
  if (error) close_all((int[]){master, slave, ours->input}, 3);
  return error;
}

static void close_theirs(const struct launch *launch) {
  close_all((int[]){launch->input, launch->status}, 2);
  if (!launch->is_terminal) close_all((int[]){launch->output, launch->errors}, 2);
}

/* Folder, command line and environment, the same for every kind of command; false when the body is not what it should be. */
static bool take_command(struct launch *launch, struct reader *body) {
  static char *environment[MAX_ENVIRONMENT + 1];
  launch->cwd = take_string(body);
  launch->command = take_string(body);
  int entries = 0;
  while (body->ok && body->left > 0 && entries < MAX_ENVIRONMENT) environment[entries++] = (char *)take_string(body);
  environment[entries] = NULL;
  launch->environment = environment;
  return body->ok && body->left == 0;
}

static void start(uint32_t id, const struct launch *launch, const struct ends *ours, bool has_stdin) {
  const int nonblocking[] = {ours->input, ours->output[0], ours->output[1], ours->status};
  for (int i = 0; i < 4; i++)
    if (nonblocking[i] >= 0) fcntl(nonblocking[i], F_SETFL, O_NONBLOCK);
  uint64_t oom_kills = cgroup_oom_kills();
  pid_t leader = fork();
  if (leader == 0) lead(launch);
  int fork_error = errno;
  close_theirs(launch);
  struct command *c = must_alloc(sizeof *c);
  *c = (struct command){.id = id, .leader = leader, .input = ours->input, .output = {ours->output[0], ours->output[1]},
                        .status = ours->status, .stdin_ended = !has_stdin, .is_terminal = launch->is_terminal,
                        .credit = INITIAL_CREDIT, .oom_kills_before = oom_kills, .next = commands};
  commands = c;
  if (leader < 0) {
    forget(c);
    return send_fail(id, fork_error);
  }
  if (!has_stdin) shut(&c->input);
}

static bool has_place(void) {
  int running = 0;
  for (struct command *c = commands; c; c = c->next) running++;
  if (running < MAX_COMMANDS) make_room();
  return running < MAX_COMMANDS;
}

void command_run(uint32_t id, struct reader *body) {
  struct launch launch = {0};
  struct ends ours;
  bool has_stdin = take_u8(body);
  if (!take_command(&launch, body)) return send_fail(id, EINVAL);
  int error = has_place() ? open_for_command(&launch, &ours) : EMFILE;
  if (error) return send_fail(id, error);
  start(id, &launch, &ours, has_stdin);
}

void command_terminal(uint32_t id, struct reader *body) {
  struct launch launch = {.is_terminal = true};
  struct ends ours;
  struct terminal_size size = take_terminal_size(body);
  if (!take_command(&launch, body)) return send_fail(id, EINVAL);
  int error = has_place() ? open_for_terminal(&launch, &ours, size) : EMFILE;
  if (error) return send_fail(id, error);
  start(id, &launch, &ours, true);
}

void command_resize(uint32_t id, struct reader *body) {
  struct command *c = find(id);
  struct terminal_size size = take_terminal_size(body);
  if (c && c->is_terminal && c->output[0] >= 0 && body->ok) terminal_resize(c->output[0], size);
}

void command_stdin(uint32_t id, const uint8_t *bytes, size_t size) {
  struct command *c = find(id);
  if (!c || c->input < 0) return;
  if (size == 0) c->stdin_ended = true;
  if (c->stdin_size - c->stdin_at + size > INITIAL_CREDIT) die("more input than was granted");
  if (!c->stdin_bytes) c->stdin_bytes = must_alloc(INITIAL_CREDIT);
  memmove(c->stdin_bytes, c->stdin_bytes + c->stdin_at, c->stdin_size - c->stdin_at);
  c->stdin_size -= c->stdin_at;
  c->stdin_at = 0;
  memcpy(c->stdin_bytes + c->stdin_size, bytes, size);
  c->stdin_size += size;
}

bool command_credit(uint32_t id, uint32_t bytes) {
  struct command *c = find(id);
  if (c && bytes <= INITIAL_CREDIT - c->credit) c->credit += bytes;
  return c != NULL;
}

static void begin_kill(struct command *c, bool gently) {
  if (c->phase == KILLING || (c->phase == TERMINATING && gently)) return;
  c->give_up_at = now_ms() + GIVE_UP_MS;
  c->kill_at = now_ms() + (gently ? GRACE_MS : 0);
  c->phase = gently ? TERMINATING : KILLING;
  /* A shell at a terminal ignores SIGTERM; a hang-up is what it knows. */
  if (gently) sweep_signal(c->leader, c->is_terminal ? SIGHUP : SIGTERM);
}

bool command_kill(uint32_t id) {
  struct command *c = find(id);
  if (!c) return false;
  c->unwatched = true;
  begin_kill(c, true);
  return true;
}

void command_kill_all(uint8_t flags) {
  for (struct command *c = commands; c; c = c->next) {
    if (flags == EXIT_RUNAWAY && !(c->reported && is_runaway(c))) continue;
    c->flags |= flags;
    c->unwatched = true;
    begin_kill(c, false);
  }
}

static void feed(struct command *c) {
  while (c->input >= 0 && c->stdin_at < c->stdin_size) {
    ssize_t sent = write(c->input, c->stdin_bytes + c->stdin_at, c->stdin_size - c->stdin_at);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (sent < 0) {
      shut(&c->input); /* nobody reads it any more: an ordinary thing for a command to do */
      return;
    }
    c->stdin_at += (size_t)sent;
    uint8_t body[4];
    put_u32(body, (uint32_t)sent);
    send_frame(REP_CREDIT, c->id, body, sizeof body);
  }
  if (c->stdin_ended && c->stdin_at == c->stdin_size) shut(&c->input);
}

/* One block at most, so that every command gets its turn. */
static void drain(struct command *c, int which) {
  static uint8_t block[MAX_BODY_OUT];
  size_t size = sizeof block;
  if (!c->reported) {
    if (channel_is_full() || c->credit == 0) return;
    if (c->credit < size) size = c->credit;
    if (c->exited && c->phase == ALIVE && c->drain[which] < size) size = c->drain[which];
  }
  if (size == 0) return;
  ssize_t got = read(c->output[which], block, size);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
    /* A terminal's last bytes may still be on their way through the kernel; its end shows as an error. */
    if (c->exited && !c->is_terminal) c->drain[which] = 0;
    return;
  }
  if (got <= 0) {
    shut(&c->output[which]);
    c->drain[which] = 0;
    /* Nobody inside holds the terminal any more, and nobody will again. */
    if (c->is_terminal && !c->exited) begin_kill(c, true);
    return;
  }
  if (c->reported) return; /* a background process's: read, so that it does not block or die, and dropped */
  c->credit -= (uint32_t)got;
  if (c->exited) c->drain[which] -= (size_t)got < c->drain[which] ? (size_t)got : c->drain[which];
  send_frame(which == 0 ? REP_STDOUT : REP_STDERR, c->id, block, (size_t)got);
}

static void mark_exited(struct command *c, const struct launch_status *status) {
  c->exited = true;
  shut(&c->status);
  shut(&c->input);
  c->failure = status ? status->failure : 0;
  if (!status) c->code = 128 + SIGKILL;
  else if (WIFSIGNALED(status->wait_status)) c->code = (uint8_t)(128 + WTERMSIG(status->wait_status));
  else c->code = (uint8_t)WEXITSTATUS(status->wait_status);
  /* With its shell a terminal hangs up, whatever else is still attached to it; until then all that comes is its output. */
  if (c->is_terminal) {
    c->drain[0] = c->output[0] >= 0 ? SIZE_MAX : 0;
    if (!c->failure) begin_kill(c, false);
    return;
  }
  /* What it wrote before it ended; what its background processes write from now on is nobody's. */
  for (int i = 0; i < 2; i++) {
    int pending = 0;
    if (c->output[i] >= 0) ioctl(c->output[i], FIONREAD, &pending);
    c->drain[i] = (size_t)pending;
  }
}

static void read_status(struct command *c) {
  struct launch_status status;
  ssize_t got = read(c->status, &status, sizeof status);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got == sizeof status) return mark_exited(c, &status);
  /* The leader died without a word: somebody inside killed it, and what it led has lost its owner. */
  mark_exited(c, NULL);
  begin_kill(c, false);
}

static void report(struct command *c) {
  if (c->failure && c->phase == ALIVE) {
    send_fail(c->id, c->failure);
  } else {
    if (cgroup_oom_kills() > c->oom_kills_before) c->flags |= EXIT_OUT_OF_MEMORY;
    uint8_t body[2] = {c->code, c->flags};
    send_frame(REP_EXIT, c->id, body, sizeof body);
  }
  c->reported = true;
  c->phase = ALIVE;
  free(c->stdin_bytes);
  c->stdin_bytes = NULL;
}

/* True when nothing of the command is left, or when it is time to say that something is. */
static bool kill_is_over(struct command *c) {
  int64_t now = now_ms();
  /* Gone by itself within the grace: nothing is left to wait for. */
  if (c->phase == TERMINATING && c->leader == 0) c->kill_at = now;
  if (now < c->kill_at) return false;
  c->phase = KILLING;
  bool gone = sweep_kill(c->leader);
  if (gone && c->leader == 0) return true;
  if (now >= c->give_up_at) {
    c->flags |= EXIT_LEFTOVERS;
    return true;
  }
  c->kill_at = now + SWEEP_AGAIN_MS;
  return false;
}

/* What a terminal showed before its shell ended waits for its viewer, however slow: until its end is read. */
static bool has_last_words(const struct command *c) {
  return c->is_terminal && c->drain[0] > 0 && !c->unwatched && !(c->flags & EXIT_LEFTOVERS);
}

void commands_pump(void) {
  for (struct command *c = commands, *next; c; c = next) {
    next = c->next;
    if (c->input >= 0) feed(c);
    /* Output before status: what was written before the end is then in the pipes when their size is taken. */
    for (int i = 0; i < 2; i++)
      if (c->output[i] >= 0 && (c->exited || is_ready(c->output[i]))) drain(c, i);
    if (c->status >= 0 && is_ready(c->status)) read_status(c);
    if (c->phase != ALIVE && kill_is_over(c)) {
      if (c->status >= 0) read_status(c);
      if (!c->exited) mark_exited(c, NULL);
      for (int i = 0; i < 2 && !c->is_terminal; i++)
        while (c->output[i] >= 0 && !c->reported && c->credit > 0 && !channel_is_full() && c->drain[i] > 0) drain(c, i);
      if (!c->reported && !has_last_words(c)) report(c);
      c->phase = ALIVE;
    }
    if (c->phase == ALIVE && c->exited && !c->reported && c->drain[0] == 0 && c->drain[1] == 0) {
      if (cgroup_pids_exhausted() && is_runaway(c)) {
        c->flags |= EXIT_RUNAWAY;
        begin_kill(c, false);
      } else {
        report(c);
      }
    }
    if (c->reported && c->leader == 0) forget(c);
  }
}

void commands_watch(void) {
  for (struct command *c = commands; c; c = c->next) {
    bool open = c->reported || (c->credit > 0 && !channel_is_full());
    for (int i = 0; i < 2; i++)
      if (c->output[i] >= 0 && open) watch(c->output[i], POLLIN);
    if (c->status >= 0) watch(c->status, POLLIN);
    if (c->input >= 0 && c->stdin_at < c->stdin_size) watch(c->input, POLLOUT);
  }
}

int64_t commands_deadline(void) {
  int64_t first = INT64_MAX;
  for (struct command *c = commands; c; c = c->next) {
    if (c->phase != ALIVE && c->kill_at < first) first = c->kill_at;
    /* Bytes that are known to be in a pipe are not waited for, unless the worker has to grant them. */
    if (c->phase == ALIVE && c->exited && !c->reported && !c->is_terminal && c->credit > 0 && !channel_is_full()) first = 0;
  }
  return first;
}

bool commands_running(void) { return commands != NULL; }

bool commands_reaped(pid_t pid) {
  for (struct command *c = commands; c; c = c->next) {
    if (c->leader != pid) continue;
    c->leader = 0;
    return true;
  }
  return false;
}
