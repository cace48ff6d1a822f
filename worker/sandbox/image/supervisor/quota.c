/*
 * Quotas by watching. A volume shares the engine's file system, so how fast that fills says when measuring the volume is
 * worth its cost; a tree that has passed its quota costs the running commands their lives.
 */
#define _GNU_SOURCE
#include <sys/statvfs.h>

#include "supervisor.h"

#define REMEASURE_MS 3000
/* A measurement takes at most this share of the time, unless the disk fills fast. */
#define MEASURE_SHARE 10
/* What a full volume may still grow by: logs and caches of the commands that clean it up. */
#define SLACK (1024 * 1024)

static struct root *own(const struct root *root) { return &roots[root - roots]; }

static uint64_t free_bytes(const struct root *root) {
  struct statvfs fs;
  return fstatvfs(root->fd, &fs) == 0 ? (uint64_t)fs.f_bfree * fs.f_frsize : 0;
}

static void measure(struct root *root) {
  root->free_at_measure = free_bytes(root);
  root->measured_at = now_ms();
  /* At the process limit this loop has to wait for the measurement; going without one is what a bomb would want. */
  if (job_start(0, walk_measure, root, ".", 0, 0) != 0) quota_measured(root, walk_size(root));
}

void quota_init(void) {
  for (int i = 0; i < root_count; i++) {
    roots[i].ceiling = roots[i].quota;
    if (roots[i].quota) measure(&roots[i]);
  }
}

void quota_measured(const struct root *constant, uint64_t used) {
  struct root *root = own(constant);
  /* What an earlier holder or a neighbour left is not this command's doing. */
  bool grew = root->measured && used > root->used;
  root->measure_took = now_ms() - root->measured_at;
  root->measured = true;
  root->used = used;
  if (used > root->ceiling && grew) command_kill_all(EXIT_DISK_FULL);
  /* Falls with what is freed, never rises: killed commands leave no way to creep upwards. */
  uint64_t wanted = used + SLACK > root->quota ? used + SLACK : root->quota;
  if (root->ceiling == root->quota || wanted < root->ceiling) root->ceiling = wanted;
}

bool quota_allows(const struct root *root, uint64_t bytes) {
  if (root->quota == 0 || root->used + bytes <= root->quota) return true;
  /* The figure counts what writes add and not what they replace: look again before refusing. */
  own(root)->used = walk_size(root);
  return root->used + bytes <= root->quota;
}

void quota_added(const struct root *root, uint64_t bytes) { own(root)->used += bytes; }

void quota_report(uint32_t id) {
  uint8_t body[MAX_ROOTS * 16], *to = body;
  for (int i = 0; i < root_count; i++) {
    to = put_u64(to, roots[i].measured ? roots[i].used : 0);
    to = put_u64(to, roots[i].measured ? roots[i].quota : 0);
  }
  send_frame(REP_OK, id, body, (size_t)(to - body));
}

static bool is_due(const struct root *root) {
  int64_t age = now_ms() - root->measured_at;
  if (age < root->measure_took) return false;
  /* A measurement that had to wait (for memory, for the disk) must not buy a fast writer ten times that wait. */
  uint64_t available = free_bytes(root), headroom = root->quota > root->used ? root->quota - root->used : SLACK;
  if (root->free_at_measure > available && root->free_at_measure - available >= headroom / 2) return true;
  return age >= REMEASURE_MS && age >= root->measure_took * MEASURE_SHARE;
}

void quota_tick(void) {
  static int64_t last;
  int64_t now = now_ms();
  if (now - last < 100 || !commands_running()) return;
  last = now;
  if (cgroup_pids_exhausted()) command_kill_all(EXIT_RUNAWAY);
  jobs_continue();
  if (job_measuring()) return;
  for (int i = 0; i < root_count; i++) {
    if (roots[i].quota == 0 || !is_due(&roots[i])) continue;
    measure(&roots[i]);
    return;
  }
}
