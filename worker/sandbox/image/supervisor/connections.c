/*
 * The way out: connections that commands make to the proxy's port on loopback, the only address that leads anywhere. Each
 * is carried over the worker's stream under the id with which the worker asked for the next one, so that it alone
 * decides how many there are; bytes move under credit in both directions, a block of each connection in its turn.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "supervisor.h"

#define BACKLOG 64

struct connection {
  uint32_t id;
  int fd;
  uint32_t credit;
  uint8_t *bytes; /* for the client, not taken by it yet; NULL while there are none */
  size_t size, at;
  bool is_last;   /* the worker sends no more */
  bool shut_down; /* and the client has been told so */
  bool is_ended;  /* the client sends no more */
  bool is_over;
  struct connection *next;
};

static struct connection *connections;
static int count;
static int listener = -1;
static uint32_t awaited; /* the request that takes the next connection; 0: none */

static int open_listener(void) {
  if (listener >= 0) return 0;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PROXY_PORT)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0) return errno;
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, BACKLOG) < 0) {
    int error = errno;
    close(fd);
    return error;
  }
  listener = fd;
  return 0;
}

static struct connection *find(uint32_t id) {
  for (struct connection *c = connections; c; c = c->next)
    if (c->id == id && !c->is_over) return c;
  return NULL;
}

void connection_accept(uint32_t id) {
  int error = awaited || count >= MAX_CONNECTIONS ? EBUSY : open_listener();
  if (error) return send_fail(id, error);
  awaited = id;
}

void connection_send(uint32_t id, const uint8_t *bytes, size_t size) {
  struct connection *c = find(id);
  if (!c || c->is_last) return;
  if (size == 0) c->is_last = true;
  if (c->size - c->at + size > CONNECTION_CREDIT) die("more bytes for a connection than were granted");
  if (size == 0) return;
  if (!c->bytes) c->bytes = must_alloc(CONNECTION_CREDIT);
  memmove(c->bytes, c->bytes + c->at, c->size - c->at);
  c->size -= c->at;
  c->at = 0;
  memcpy(c->bytes + c->size, bytes, size);
  c->size += size;
}

bool connection_credit(uint32_t id, uint32_t bytes) {
  struct connection *c = find(id);
  if (c && bytes <= CONNECTION_CREDIT - c->credit) c->credit += bytes;
  return c != NULL;
}

bool connection_close(uint32_t id) {
  if (id == awaited) {
    awaited = 0;
    send_frame(REP_OK, id, NULL, 0);
    return true;
  }
  struct connection *c = find(id);
  if (c) c->is_over = true;
  return c != NULL;
}

static void accept_next(void) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  struct connection *c = must_alloc(sizeof *c);
  *c = (struct connection){.id = awaited, .fd = fd, .credit = CONNECTION_CREDIT, .next = connections};
  connections = c;
  count++;
  awaited = 0;
  send_frame(REP_OPEN, c->id, NULL, 0);
}

static bool may_read(const struct connection *c) { return !c->is_ended && c->credit > 0 && !channel_is_full(); }

static void receive(struct connection *c) {
  static uint8_t block[MAX_BODY_OUT];
  ssize_t got = recv(c->fd, block, c->credit < sizeof block ? c->credit : sizeof block, 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got < 0) {
    c->is_over = true;
  } else if (got == 0) {
    c->is_ended = true;
    send_frame(REP_END, c->id, NULL, 0);
  } else {
    c->credit -= (uint32_t)got;
    send_frame(REP_DATA, c->id, block, (size_t)got);
  }
}

static void pass_on(struct connection *c) {
  while (c->at < c->size) {
    ssize_t sent = send(c->fd, c->bytes + c->at, c->size - c->at, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (sent < 0) {
      c->is_over = true;
      return;
    }
    c->at += (size_t)sent;
    uint8_t body[4];
    put_u32(body, (uint32_t)sent);
    send_frame(REP_CREDIT, c->id, body, sizeof body);
  }
  free(c->bytes);
  c->bytes = NULL;
  c->at = c->size = 0;
  if (!c->is_last || c->shut_down) return;
  shutdown(c->fd, SHUT_WR);
  c->shut_down = true;
}

static void forget(struct connection **link) {
  struct connection *c = *link;
  *link = c->next;
  count--;
  /* A job's process may hold the descriptor as well: the client is told all the same. */
  shutdown(c->fd, SHUT_RDWR);
  close(c->fd);
  send_frame(REP_OK, c->id, NULL, 0);
  free(c->bytes);
  free(c);
}

void connections_pump(void) {
  if (awaited && is_ready(listener)) accept_next();
  for (struct connection **link = &connections, *c; (c = *link);) {
    if (!c->is_over) pass_on(c);
    if (!c->is_over && may_read(c) && is_ready(c->fd)) receive(c);
    if (c->is_ended && c->shut_down) c->is_over = true;
    if (c->is_over) forget(link);
    else link = &c->next;
  }
}

void connections_watch(void) {
  if (awaited) watch(listener, POLLIN);
  for (struct connection *c = connections; c; c = c->next) {
    short events = (short)((may_read(c) ? POLLIN : 0) | (c->at < c->size ? POLLOUT : 0));
    if (events) watch(c->fd, events);
  }
}
