/* Walks over a whole tree. They run in a process of their own, so they may block and may fail by exiting. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "supervisor.h"

/* Each level holds a descriptor open. Deeper trees than any tool makes are refused, not walked half. */
#define MAX_DEPTH 1000
/* What an entry costs beside its blocks, so that empty files are not free. */
#define ENTRY_COST 1024

static bool is_dot(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

static int open_child(int parent, const char *name) {
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void write_all(int fd, const uint8_t *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = write(fd, bytes, size);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) _exit(EPIPE);
    bytes += sent;
    size -= (size_t)sent;
  }
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static char **sorted_names(DIR *dir, size_t *count) {
  size_t capacity = 64;
  char **names = must_alloc(capacity * sizeof *names);
  *count = 0;
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (is_dot(entry->d_name)) continue;
    if (*count == capacity) names = realloc(names, (capacity *= 2) * sizeof *names);
    if (!names || !(names[*count] = strdup(entry->d_name))) _exit(ENOMEM);
    (*count)++;
  }
  qsort(names, *count, sizeof *names, by_name);
  return names;
}

static void put_entry(int out, const char *path, const struct stat *st) {
  uint8_t head[19], *to = head;
  size_t length = strlen(path);
  *to++ = entry_kind(st->st_mode);
  to = put_u64(to, (uint64_t)st->st_size);
  to = put_u64(to, (uint64_t)(st->st_mtim.tv_sec * 1000 + st->st_mtim.tv_nsec / 1000000));
  put_u16(to, (uint16_t)length);
  write_all(out, head, sizeof head);
  write_all(out, (const uint8_t *)path, length);
}

const char *walk_after = "";

/* Depth first, each directory in order. `left` counts down; one entry beyond the limit tells that there is more. */
static int list(int out, int fd, char *path, size_t length, bool recursive, int64_t *left, int depth) {
  DIR *dir = fdopendir(fd);
  if (!dir) return errno;
  if (depth > MAX_DEPTH) return ELOOP;
  size_t count;
  char **names = sorted_names(dir, &count);
  for (size_t i = 0; i < count && *left >= 0; i++) {
    struct stat st;
    size_t size = strlen(names[i]);
    if (depth == 0 && strcmp(names[i], walk_after) <= 0) continue;
    if (length + size + 2 > UINT16_MAX) return ENAMETOOLONG;
    if (fstatat(dirfd(dir), names[i], &st, AT_SYMLINK_NOFOLLOW) < 0) continue;
    memcpy(path + length, names[i], size + 1);
    put_entry(out, path, &st);
    --*left;
    if (!recursive || !S_ISDIR(st.st_mode) || *left < 0) continue;
    int child = open_child(dirfd(dir), names[i]);
    if (child < 0) continue;
    path[length + size] = '/';
    int error = list(out, child, path, length + size + 1, true, left, depth + 1);
    if (error) return error;
  }
  for (size_t i = 0; i < count; i++) free(names[i]);
  free(names);
  closedir(dir);
  return 0;
}

int walk_list(int out, const struct root *root, const char *path, uint32_t recursive, uint32_t limit) {
  char *name = must_alloc(UINT16_MAX + 1);
  int64_t left = limit;
  int fd = path_open(root, path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  return fd < 0 ? errno : list(out, fd, name, 0, recursive, &left, 0);
}

static int remove_tree(int parent, const char *name, int depth) {
  if (unlinkat(parent, name, 0) == 0) return 0;
  if (errno != EISDIR && errno != EPERM) return errno;
  int fd = depth > MAX_DEPTH ? (errno = ELOOP, -1) : open_child(parent, name);
  if (fd < 0) return errno;
  DIR *dir = fdopendir(fd);
  if (!dir) return errno;
  int error = 0;
  for (struct dirent *entry; error == 0 && (entry = readdir(dir));) {
    if (is_dot(entry->d_name)) continue;
    error = remove_tree(dirfd(dir), entry->d_name, depth + 1);
    if (error == ENOENT) error = 0; /* somebody else was faster */
  }
  closedir(dir);
  if (error) return error;
  return unlinkat(parent, name, AT_REMOVEDIR) == 0 ? 0 : errno;
}

int walk_remove(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit) {
  (void)out, (void)option, (void)limit;
  char leaf[256];
  int parent = path_parent(root, path, false, leaf);
  return parent < 0 ? errno : remove_tree(parent, leaf, 0);
}

static void measure(int fd, uint64_t *used, int depth) {
  DIR *dir = fdopendir(fd);
  if (!dir) return;
  for (struct dirent *entry; (entry = readdir(dir));) {
    struct stat st;
    if (is_dot(entry->d_name) || fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) continue;
    *used += (uint64_t)st.st_blocks * 512 / (S_ISDIR(st.st_mode) ? 1 : st.st_nlink) + ENTRY_COST;
    if (!S_ISDIR(st.st_mode)) continue;
    /* Bytes hidden too deep to be counted count as too many. */
    if (depth == MAX_DEPTH) *used = UINT64_MAX / 2;
    int child = depth == MAX_DEPTH ? -1 : open_child(dirfd(dir), entry->d_name);
    if (child >= 0) measure(child, used, depth + 1);
  }
  closedir(dir);
}

uint64_t walk_size(const struct root *root) {
  uint64_t used = 0;
  int fd = path_open(root, ".", O_RDONLY | O_DIRECTORY);
  if (fd >= 0) measure(fd, &used, 0);
  return used;
}

int walk_measure(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit) {
  (void)path, (void)option, (void)limit;
  uint8_t body[8];
  put_u64(body, walk_size(root));
  write_all(out, body, sizeof body);
  return 0;
}

int walk_usage(int out, const struct root *root, const char *path, uint32_t option, uint32_t limit) {
  (void)path, (void)option, (void)limit;
  uint8_t body[16];
  put_u64(put_u64(body, walk_size(root)), root->quota);
  write_all(out, body, sizeof body);
  return 0;
}
