/* File requests that are answered at once, and reads that go on as the worker grants bytes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "supervisor.h"

/* As often as others may write while a change is taken back. */
#define EXCHANGE_RETRIES 32

/* A read or a write in several frames. */
struct transfer {
  uint32_t id;
  int fd;
  uint32_t credit;
  uint64_t offset, left;
  /* A write's: its root and, unless it appends, the temporary file next to its target. */
  const struct root *root;
  int parent;
  char temporary[48], leaf[256];
  uint8_t guard;
  uint64_t version;
  bool appends;
  struct transfer *next;
};

static struct transfer *transfers;

uint8_t entry_kind(mode_t mode) {
  if (S_ISREG(mode)) return ENTRY_FILE;
  if (S_ISDIR(mode)) return ENTRY_DIRECTORY;
  return S_ISLNK(mode) ? ENTRY_LINK : ENTRY_OTHER;
}

/*
 * Changes whenever a file's content is replaced or written to, as far as the file system's clock tells; survives a
 * rename, so that a file can still be recognised under another name.
 */
static uint64_t version_of(const struct stat *st) {
  const uint64_t parts[] = {(uint64_t)st->st_ino, (uint64_t)st->st_size, (uint64_t)st->st_mtim.tv_sec,
                            (uint64_t)st->st_mtim.tv_nsec};
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < sizeof parts; i++) hash = (hash ^ ((const uint8_t *)parts)[i]) * 1099511628211u;
  return hash;
}

static struct transfer *find(uint32_t id) {
  for (struct transfer *t = transfers; t; t = t->next)
    if (t->id == id) return t;
  return NULL;
}

static bool is_read(const struct transfer *t) { return t->root == NULL; }

static struct transfer *add(uint32_t id, int fd) {
  struct transfer *t = must_alloc(sizeof *t);
  *t = (struct transfer){.id = id, .fd = fd, .parent = -1, .credit = INITIAL_CREDIT, .next = transfers};
  transfers = t;
  return t;
}

static void drop(struct transfer *t) {
  struct transfer **link = &transfers;
  while (*link != t) link = &(*link)->next;
  *link = t->next;
  close(t->fd);
  if (t->parent >= 0) {
    unlinkat(t->parent, t->temporary, 0);
    close(t->parent);
  }
  free(t);
}

static int finish_request(uint32_t id, int error) {
  if (error) send_fail(id, error);
  else send_frame(REP_OK, id, NULL, 0);
  return error;
}

static int stat_path(uint32_t id, const struct root *root, const char *rest) {
  struct stat st;
  int fd = path_open(root, rest, O_PATH);
  if (fd < 0) return errno;
  int failed = fstat(fd, &st);
  close(fd);
  if (failed) return EIO;
  uint8_t body[25], *to = body;
  *to++ = entry_kind(st.st_mode);
  to = put_u64(to, (uint64_t)st.st_size);
  to = put_u64(to, (uint64_t)(st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000));
  put_u64(to, version_of(&st));
  send_frame(REP_OK, id, body, sizeof body);
  return 0;
}

/* Opens a regular file. Never blocks: a pipe or a device that a command has put there is not waited for. */
static int open_regular(const struct root *root, const char *rest, struct stat *st) {
  int fd = path_open(root, rest, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return -1;
  if (fstat(fd, st) == 0 && S_ISREG(st->st_mode)) return fd;
  close(fd);
  errno = S_ISDIR(st->st_mode) ? EISDIR : EINVAL;
  return -1;
}

static int read_path(uint32_t id, const struct root *root, const char *rest, uint64_t offset, uint64_t length) {
  struct stat st;
  int fd = open_regular(root, rest, &st);
  if (fd < 0) return errno;
  struct transfer *t = add(id, fd);
  uint64_t size = (uint64_t)st.st_size;
  t->offset = offset < size ? offset : size;
  t->left = size - t->offset < length ? size - t->offset : length;
  /* Size and version go first, as a frame of data of its own. */
  uint8_t body[16];
  put_u64(put_u64(body, size), version_of(&st));
  send_frame(REP_DATA, id, body, sizeof body);
  return 0;
}

/* Sends what is granted; true when the read is over. */
static bool continue_read(struct transfer *t) {
  static uint8_t block[MAX_BODY_OUT];
  while (t->left > 0 && t->credit > 0 && !channel_is_full()) {
    size_t size = sizeof block;
    if (size > t->left) size = (size_t)t->left;
    if (size > t->credit) size = t->credit;
    ssize_t got = pread(t->fd, block, size, (off_t)t->offset);
    if (got < 0) return finish_request(t->id, errno), true;
    if (got == 0) t->left = 0; /* truncated meanwhile */
    t->offset += (uint64_t)got;
    t->left -= got > 0 ? (uint64_t)got : 0;
    t->credit -= (uint32_t)got;
    if (got > 0) send_frame(REP_DATA, t->id, block, (size_t)got);
  }
  return t->left == 0 && finish_request(t->id, 0) == 0;
}

static int write_block(struct transfer *t, const uint8_t *bytes, size_t size) {
  if (!quota_allows(t->root, size)) return EDQUOT;
  while (size > 0) {
    ssize_t sent = pwrite(t->fd, bytes, size, (off_t)t->offset);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno;
    quota_added(t->root, (uint64_t)sent);
    bytes += sent;
    size -= (size_t)sent;
    t->offset += (uint64_t)sent;
  }
  return 0;
}

/*
 * Puts the new file in the place of the one that was expected. The two change names in one step, and what came out is
 * looked at: if somebody wrote in the meantime it goes back, and neither theirs nor a third one's is lost.
 */
static int exchange(struct transfer *t) {
  struct stat st, own;
  if (fstat(t->fd, &own) < 0) return EIO;
  if (fstatat(t->parent, t->leaf, &st, AT_SYMLINK_NOFOLLOW) < 0 || version_of(&st) != t->version) return ESTALE;
  if (renameat2(t->parent, t->temporary, t->parent, t->leaf, RENAME_EXCHANGE) < 0)
    return errno == ENOENT ? ESTALE : errno;
  if (fstatat(t->parent, t->temporary, &st, AT_SYMLINK_NOFOLLOW) == 0 && version_of(&st) == t->version) return 0;
  for (int i = 0; i < EXCHANGE_RETRIES; i++) {
    if (renameat2(t->parent, t->temporary, t->parent, t->leaf, RENAME_EXCHANGE) < 0) break;
    /* Whoever wrote between the two steps has had the new file replaced, and now theirs came out. */
    if (fstatat(t->parent, t->temporary, &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_ino == own.st_ino) return ESTALE;
  }
  /* What is left under the temporary name is somebody's: it stays. */
  close(t->parent);
  t->parent = -1;
  return ESTALE;
}

static int commit_write(struct transfer *t) {
  int error = 0;
  if (t->guard == GUARD_VERSION) error = exchange(t);
  else if (renameat2(t->parent, t->temporary, t->parent, t->leaf, t->guard == GUARD_ABSENT ? RENAME_NOREPLACE : 0) < 0)
    error = errno;
  if (error) return error;
  /* An exchange has left the old file under the temporary name, which `drop` removes. */
  if (t->guard != GUARD_VERSION) {
    close(t->parent);
    t->parent = -1;
  }
  return 0;
}

static void continue_write(struct transfer *t, bool final, const uint8_t *bytes, size_t size) {
  struct stat st;
  int error = write_block(t, bytes, size);
  if (!error && final && !t->appends) error = commit_write(t);
  if (!error && final && fstat(t->fd, &st) < 0) error = EIO;
  if (error) {
    send_fail(t->id, error);
  } else if (final) {
    uint8_t body[16];
    put_u64(put_u64(body, (uint64_t)st.st_size), version_of(&st));
    send_frame(REP_OK, t->id, body, sizeof body);
  }
  if (error || final) drop(t);
}

struct write_options {
  bool final;
  uint8_t guard;
  uint64_t version;
};

static int write_path(uint32_t id, const struct root *root, const char *rest, const struct write_options *options,
                      struct reader *body) {
  char leaf[256], real[PATH_MAX];
  struct stat st;
  int parent = path_parent(root, rest, true, leaf);
  if (parent < 0) return errno;
  bool exists = fstatat(parent, leaf, &st, AT_SYMLINK_NOFOLLOW) == 0;
  if (exists && S_ISLNK(st.st_mode)) {
    /* Through the link, which may not lead out, to the file that it names. */
    close(parent);
    if (path_real(root, rest, real, sizeof real) < 0) return errno;
    parent = path_parent(root, real, false, leaf);
    if (parent < 0) return errno;
    exists = fstatat(parent, leaf, &st, AT_SYMLINK_NOFOLLOW) == 0;
  }
  if (exists && !S_ISREG(st.st_mode)) {
    close(parent);
    return S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
  }
  uint64_t random = 0;
  char temporary[48];
  if (getrandom(&random, sizeof random, 0) < 0) return EIO;
  snprintf(temporary, sizeof temporary, ".crewhouse-%016llx.part", (unsigned long long)random);
  int fd = openat(parent, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0) {
    int error = errno;
    close(parent);
    return error;
  }
  if (exists) fchmod(fd, st.st_mode & 0777);
  struct transfer *t = add(id, fd);
  t->root = root;
  t->parent = parent;
  strcpy(t->temporary, temporary);
  strcpy(t->leaf, leaf);
  t->guard = options->guard;
  t->version = options->version;
  continue_write(t, options->final, body->at, body->left);
  return 0;
}

/* Writes at the end of a file, which is made when the end is its beginning. Never through a link. */
static int append_path(uint32_t id, const struct root *root, const char *rest, bool final, uint64_t offset,
                       struct reader *body) {
  char leaf[256];
  struct stat st;
  int parent = path_parent(root, rest, true, leaf);
  if (parent < 0) return errno;
  int flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (offset == 0 ? O_CREAT : 0);
  int fd = openat(parent, leaf, flags, 0644);
  int error = fd < 0 ? errno : 0;
  close(parent);
  if (error) return error;
  if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) error = EINVAL;
  else if ((uint64_t)st.st_size != offset) error = ESTALE;
  if (error) {
    close(fd);
    return error;
  }
  struct transfer *t = add(id, fd);
  t->root = root;
  t->appends = true;
  t->offset = offset;
  continue_write(t, final, body->at, body->left);
  return 0;
}

static int make_path(uint32_t id, const struct root *root, const char *rest) {
  char leaf[256];
  struct stat st;
  int fd = path_open(root, rest, O_PATH | O_DIRECTORY);
  if (fd >= 0) return close(fd), finish_request(id, 0);
  int parent = path_parent(root, rest, true, leaf);
  if (parent < 0) return errno;
  int error = mkdirat(parent, leaf, 0755) < 0 ? errno : 0;
  if (error == EEXIST && fstatat(parent, leaf, &st, 0) == 0 && S_ISDIR(st.st_mode)) error = 0;
  close(parent);
  return error ? error : finish_request(id, 0);
}

static int rename_path(uint32_t id, const struct root *root, const char *rest, const char *to, bool keeps) {
  char leaf[256], to_leaf[256];
  const char *to_rest;
  const struct root *to_root = path_root(to, &to_rest);
  if (!to_root) return errno;
  int parent = path_parent(root, rest, false, leaf);
  if (parent < 0) return errno;
  int to_parent = path_parent(to_root, to_rest, true, to_leaf);
  unsigned flags = keeps ? RENAME_NOREPLACE : 0;
  int error = to_parent < 0 || renameat2(parent, leaf, to_parent, to_leaf, flags) < 0 ? errno : 0;
  close(parent);
  if (to_parent >= 0) close(to_parent);
  return error ? error : finish_request(id, 0);
}

static int remove_path(uint32_t id, const struct root *root, const char *rest, bool recursive) {
  char leaf[256];
  int parent = path_parent(root, rest, false, leaf);
  if (parent < 0) return errno;
  int error = unlinkat(parent, leaf, 0) < 0 ? errno : 0;
  if (error == EISDIR || error == EPERM) error = unlinkat(parent, leaf, AT_REMOVEDIR) < 0 ? errno : 0;
  close(parent);
  if (error == ENOTEMPTY && recursive) return job_start(id, walk_remove, root, rest, 0, 0);
  return error ? error : finish_request(id, 0);
}

static bool has_option(uint8_t type) {
  return type == REQ_WRITE || type == REQ_APPEND || type == REQ_LIST || type == REQ_REMOVE || type == REQ_RENAME;
}

static int dispatch(uint8_t type, uint32_t id, struct reader *body) {
  bool option = has_option(type) ? take_u8(body) : 0;
  uint64_t offset = type == REQ_READ || type == REQ_APPEND ? take_u64(body) : 0;
  uint64_t length = type == REQ_READ ? take_u64(body) : 0;
  uint32_t limit = type == REQ_LIST ? take_u32(body) : 0;
  struct write_options write = {.final = option};
  if (type == REQ_WRITE) {
    write.guard = take_u8(body);
    write.version = take_u64(body);
  }
  const char *rest, *path = take_string(body);
  const char *to = type == REQ_RENAME || type == REQ_LIST ? take_string(body) : "";
  if (!body->ok) return EINVAL;
  const struct root *root = path_root(path, &rest);
  if (!root) return errno;
  switch (type) {
  case REQ_READ:
    return read_path(id, root, rest, offset, length);
  case REQ_WRITE:
    return write_path(id, root, rest, &write, body);
  case REQ_APPEND:
    return append_path(id, root, rest, option, offset, body);
  case REQ_LIST:
    walk_after = to;
    return job_start(id, walk_list, root, rest, option, limit);
  case REQ_USAGE:
    return job_start(id, walk_usage, root, rest, 0, 0);
  case REQ_STAT:
    return stat_path(id, root, rest);
  case REQ_MKDIR:
    return make_path(id, root, rest);
  case REQ_RENAME:
    return rename_path(id, root, rest, to, option);
  case REQ_REMOVE:
    return remove_path(id, root, rest, option);
  default:
    return ENOSYS;
  }
}

void file_request(uint8_t type, uint32_t id, struct reader *body) {
  if (type == REQ_MORE) {
    bool final = take_u8(body);
    struct transfer *t = find(id);
    /* None: the write has failed already, and the worker was told. */
    if (t && body->ok) continue_write(t, final, body->at, body->left);
    return;
  }
  int error = dispatch(type, id, body);
  if (error) send_fail(id, error);
}

bool file_credit(uint32_t id, uint32_t bytes) {
  struct transfer *t = find(id);
  if (t && bytes <= INITIAL_CREDIT - t->credit) t->credit += bytes;
  return t != NULL;
}

bool file_cancel(uint32_t id) {
  struct transfer *t = find(id);
  if (t) {
    finish_request(id, ECANCELED);
    drop(t);
  }
  return t != NULL;
}

bool files_pending(void) {
  for (struct transfer *t = transfers; t; t = t->next)
    if (is_read(t) && t->credit > 0) return true;
  return false;
}

void files_pump(void) {
  for (struct transfer *t = transfers, *next; t; t = next) {
    next = t->next;
    if (is_read(t) && continue_read(t)) drop(t);
  }
}
