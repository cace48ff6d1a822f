/*
 * Containment of file requests. The kernel resolves each path below its root's descriptor (RESOLVE_BENEATH), so that
 * neither `..` nor a link leads out, whatever commands do to the tree in the meantime.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "supervisor.h"

/* A rename elsewhere in the tree during the resolution makes the kernel answer EAGAIN. */
#define RACE_RETRIES 32

const struct root *path_root(const char *path, const char **rest) {
  if (path[0] != '/') {
    *rest = path[0] ? path : ".";
    return &roots[0];
  }
  for (int i = 0; i < root_count; i++) {
    size_t length = strlen(roots[i].path);
    if (strncmp(path, roots[i].path, length) != 0 || (path[length] != '/' && path[length] != 0)) continue;
    path += length;
    while (*path == '/') path++;
    *rest = *path ? path : ".";
    return &roots[i];
  }
  errno = EXDEV;
  return NULL;
}

static int beneath(const struct root *root, const char *rest, int flags) {
  struct open_how how = {
      .flags = (uint64_t)(flags | O_CLOEXEC),
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };
  int fd = -1;
  for (int i = 0; i < RACE_RETRIES; i++) {
    fd = (int)syscall(SYS_openat2, root->fd, rest, &how, sizeof how);
    if (fd >= 0 || errno != EAGAIN) break;
  }
  return fd;
}

/* Where a descriptor's file is, relative to the root; -1 when it is not below it. */
static int name_of(int fd, const struct root *root, char *out, size_t size) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  size_t prefix = strlen(root->path);
  errno = EXDEV;
  if (strncmp(path, root->path, prefix) != 0 || (path[prefix] != '/' && path[prefix] != 0)) return -1;
  const char *rest = path + prefix;
  while (*rest == '/') rest++;
  if (snprintf(out, size, "%s", *rest ? rest : ".") < (int)size) return 0;
  errno = ENAMETOOLONG;
  return -1;
}

int path_real(const struct root *root, const char *rest, char *out, size_t size) {
  int fd = path_open(root, rest, O_PATH);
  if (fd < 0) return -1;
  int result = name_of(fd, root, out, size);
  int error = errno;
  close(fd);
  errno = error;
  return result;
}

/*
 * An absolute link counts as leaving for RESOLVE_BENEATH even where it stays below the root. Such a path is looked up
 * freely, without opening it, and the place it names is then opened beneath the root after all.
 */
static int beneath_absolute(const struct root *root, const char *rest, int flags) {
  char path[PATH_MAX];
  struct open_how look = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_MAGICLINKS};
  int fd = (int)syscall(SYS_openat2, root->fd, rest, &look, sizeof look);
  if (fd < 0) {
    errno = EXDEV;
    return -1;
  }
  int named = name_of(fd, root, path, sizeof path);
  close(fd);
  return named < 0 ? -1 : beneath(root, path, flags);
}

int path_open(const struct root *root, const char *rest, int flags) {
  int fd = beneath(root, rest, flags);
  if (fd < 0 && errno == EXDEV) fd = beneath_absolute(root, rest, flags);
  return fd;
}

/* Makes the folders on the way that are missing, each through a parent that was resolved beneath the root. */
static int make_folders(const struct root *root, char *path) {
  int parent = path_open(root, ".", O_PATH | O_DIRECTORY);
  for (char *at = path; parent >= 0 && *at;) {
    while (*at == '/') at++;
    char *end = strchrnul(at, '/'), cut = *end;
    if (at == end) break;
    *end = 0;
    int next = path_open(root, path, O_PATH | O_DIRECTORY);
    if (next < 0 && errno == ENOENT) {
      if (mkdirat(parent, at, 0755) < 0 && errno != EEXIST) next = -1;
      else next = path_open(root, path, O_PATH | O_DIRECTORY);
    }
    int error = errno;
    close(parent);
    errno = error;
    parent = next;
    *end = cut;
    at = end;
  }
  return parent;
}

int path_parent(const struct root *root, const char *rest, bool create, char leaf[256]) {
  char path[PATH_MAX];
  size_t length = strlen(rest);
  while (length > 0 && rest[length - 1] == '/') length--;
  if (length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(path, rest, length);
  path[length] = 0;
  char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  if (strlen(name) > 255) {
    errno = ENAMETOOLONG;
    return -1;
  }
  if (strcmp(name, "") == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
    errno = EINVAL;
    return -1;
  }
  strcpy(leaf, name);
  if (!slash) strcpy(path, ".");
  else *slash = 0;
  int fd = path_open(root, path, O_PATH | O_DIRECTORY);
  return fd < 0 && errno == ENOENT && create ? make_folders(root, path) : fd;
}
