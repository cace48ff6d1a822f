/* The stream to the worker: stdin and stdout of the container's first process. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "supervisor.h"

/* Above this much queued output, bulk data waits in its pipes. */
#define QUEUE_HIGH (256 * 1024)

static uint8_t in[MAX_FRAME_IN + 4];
static size_t in_size;
static uint8_t *out;
static size_t out_at, out_size, out_capacity;

void channel_init(void) {
  for (int fd = 0; fd <= 1; fd++) {
    if (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) < 0) die("the worker's stream is missing");
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  fcntl(2, F_SETFD, FD_CLOEXEC);
}

static uint32_t get_u32(const uint8_t *from) {
  return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

void channel_read(void (*handle)(uint8_t, uint32_t, const uint8_t *, size_t)) {
  ssize_t got = read(0, in + in_size, sizeof in - in_size);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  /* Without a worker nobody enforces time limits: the first process ends, and everything in the container with it. */
  if (got <= 0) exit(0);
  in_size += (size_t)got;
  size_t at = 0;
  while (in_size - at >= FRAME_HEADER) {
    uint32_t size = get_u32(in + at);
    if (size < FRAME_HEADER - 4 || size > MAX_FRAME_IN) die("a frame has a wrong length");
    if (in_size - at < size + 4) break;
    handle(in[at + 4], get_u32(in + at + 5), in + at + FRAME_HEADER, size + 4 - FRAME_HEADER);
    at += size + 4;
  }
  memmove(in, in + at, in_size - at);
  in_size -= at;
}

void channel_flush(void) {
  while (out_at < out_size) {
    ssize_t sent = write(1, out + out_at, out_size - out_at);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno == EAGAIN) return;
    if (sent < 0) exit(0);
    out_at += (size_t)sent;
  }
  out_at = out_size = 0;
  if (out_capacity > QUEUE_HIGH) {
    free(out);
    out = NULL;
    out_capacity = 0;
  }
}

bool channel_wants_write(void) { return out_at < out_size; }

bool channel_is_full(void) { return out_size - out_at >= QUEUE_HIGH; }

void send_frame(uint8_t type, uint32_t id, const void *body, size_t size) {
  size_t need = FRAME_HEADER + size;
  if (out_at > 0 && out_size + need > out_capacity) {
    memmove(out, out + out_at, out_size - out_at);
    out_size -= out_at;
    out_at = 0;
  }
  if (out_size + need > out_capacity) {
    size_t capacity = out_capacity ? out_capacity : 64 * 1024;
    while (capacity < out_size + need) capacity *= 2;
    uint8_t *bigger = realloc(out, capacity);
    if (!bigger) die("no memory is left");
    out = bigger;
    out_capacity = capacity;
  }
  uint8_t *to = put_u32(out + out_size, (uint32_t)(need - 4));
  *to++ = type;
  to = put_u32(to, id);
  if (size > 0) memcpy(to, body, size);
  out_size += need;
}

void send_fail(uint32_t id, int error) {
  uint8_t body[2];
  put_u16(body, (uint16_t)error);
  send_frame(REP_FAIL, id, body, sizeof body);
}

static const uint8_t *take(struct reader *r, size_t size) {
  if (!r->ok || r->left < size) {
    r->ok = false;
    return NULL;
  }
  const uint8_t *at = r->at;
  r->at += size;
  r->left -= size;
  return at;
}

uint8_t take_u8(struct reader *r) {
  const uint8_t *at = take(r, 1);
  return at ? *at : 0;
}

uint32_t take_u32(struct reader *r) {
  const uint8_t *at = take(r, 4);
  return at ? get_u32(at) : 0;
}

uint64_t take_u64(struct reader *r) {
  uint64_t low = take_u32(r);
  return low | (uint64_t)take_u32(r) << 32;
}

const char *take_string(struct reader *r) {
  const uint8_t *end = r->ok ? memchr(r->at, 0, r->left) : NULL;
  if (!end) {
    r->ok = false;
    return "";
  }
  return (const char *)take(r, (size_t)(end - r->at) + 1);
}

uint8_t *put_u16(uint8_t *to, uint16_t value) {
  *to++ = (uint8_t)value;
  *to++ = (uint8_t)(value >> 8);
  return to;
}

uint8_t *put_u32(uint8_t *to, uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) *to++ = (uint8_t)(value >> shift);
  return to;
}

uint8_t *put_u64(uint8_t *to, uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) *to++ = (uint8_t)(value >> shift);
  return to;
}
