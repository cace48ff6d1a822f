/* Pseudo-terminals, for commands that people watch and type into. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "supervisor.h"

#define MAX_SIDE 1000

static unsigned short bounded(uint32_t side) { return (unsigned short)(side < 1 ? 1 : side > MAX_SIDE ? MAX_SIDE : side); }

struct terminal_size take_terminal_size(struct reader *r) {
  struct terminal_size size = {.columns = take_u32(r)};
  size.rows = take_u32(r);
  return size;
}

void terminal_resize(int master, struct terminal_size size) {
  struct winsize window = {.ws_col = bounded(size.columns), .ws_row = bounded(size.rows)};
  ioctl(master, TIOCSWINSZ, &window);
}

/* By the master's own descriptor where the kernel can, since a name in /dev is what commands could put there. */
static int open_slave(int master) {
  const int flags = O_RDWR | O_NOCTTY | O_CLOEXEC;
  int slave = ioctl(master, TIOCGPTPEER, flags);
  unsigned int number;
  if (slave >= 0 || ioctl(master, TIOCGPTN, &number) < 0) return slave;
  char path[32];
  snprintf(path, sizeof path, "/dev/pts/%u", number);
  return open(path, flags);
}

int terminal_open(struct terminal_size size, int *master, int *slave) {
  *master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*master < 0) return errno;
  int locked = 0;
  ioctl(*master, TIOCSPTLCK, &locked);
  terminal_resize(*master, size);
  *slave = open_slave(*master);
  if (*slave < 0) {
    int error = errno;
    close(*master);
    return error;
  }
  struct termios modes;
  if (tcgetattr(*slave, &modes) == 0) {
    /* Erasing takes away a character, not a byte of it. */
    modes.c_iflag |= IUTF8;
    tcsetattr(*slave, TCSANOW, &modes);
  }
  return 0;
}
