/*
 * The frames between the worker and the supervisor; worker/sandbox/protocol/frames.ts is the other half.
 * A frame is: length of what follows (u32), type (u8), id (u32), body. Integers are little-endian.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#define PROTOCOL_VERSION 3
#define FRAME_HEADER 9
/* Longest frame the worker may send: a command line with its environment, or a block of a file. */
#define MAX_FRAME_IN (256 * 1024)
/* Longest body the supervisor sends. */
#define MAX_BODY_OUT (32 * 1024)
/* Bytes that may be under way for one command or one read before the receiver grants more. */
#define INITIAL_CREDIT (256 * 1024)
/* The same for each direction of a connection to the proxy. */
#define CONNECTION_CREDIT (64 * 1024)
#define MAX_CONNECTIONS 64
/* Where commands find the proxy, on 127.0.0.1. */
#define PROXY_PORT 3128

/* From the worker. Strings are NUL-terminated. */
enum request {
  REQ_RUN = 1,     /* has stdin (u8), cwd, command, then environment entries */
  REQ_STDIN = 2,   /* bytes; empty: end of input */
  REQ_CREDIT = 3,  /* u32 bytes more */
  REQ_KILL = 4,    /* everything that command `id` started; also ends a read */
  REQ_TERMINAL = 5, /* columns (u32), rows (u32), cwd, command, environment; then as REQ_RUN, all output as REP_STDOUT */
  REQ_RESIZE = 6,  /* columns (u32), rows (u32) */
  REQ_READ = 10,   /* offset (u64), length (u64), path */
  REQ_WRITE = 11,  /* final (u8), guard (u8), version (u64), path, bytes */
  REQ_MORE = 12,   /* final (u8), bytes; continues REQ_WRITE and REQ_APPEND */
  REQ_LIST = 13,   /* recursive (u8), limit (u32), path, name after which it begins */
  REQ_STAT = 14,   /* path */
  REQ_MKDIR = 15,  /* path */
  REQ_RENAME = 16, /* no replacing (u8), from, to */
  REQ_REMOVE = 17, /* recursive (u8), path */
  REQ_STATS = 18,  /* nothing */
  REQ_DISK = 19,   /* nothing; for each root: used (u64), quota (u64), both 0 before the first measurement */
  REQ_APPEND = 40, /* final (u8), offset (u64), path, bytes; the offset must be the file's size */
  REQ_USAGE = 41,  /* path: of its root, bytes used and allowed */
  REQ_ACCEPT = 50, /* nothing; takes the next connection to the proxy's port. REQ_CREDIT grants, REQ_KILL closes it */
  REQ_SEND = 51,   /* bytes for the connection; empty: no more come */
};

/* What REQ_WRITE asks of its target. */
enum guard {
  GUARD_NONE = 0,
  GUARD_ABSENT = 1,  /* must not exist: EEXIST */
  GUARD_VERSION = 2, /* must still be of this version: ESTALE */
};

/* To the worker. */
enum reply {
  REP_HELLO = 1,  /* version (u8) */
  REP_STDOUT = 2, /* bytes */
  REP_STDERR = 3, /* bytes */
  REP_EXIT = 4,   /* code (u8), flags (u8) */
  REP_CREDIT = 5, /* u32 bytes more, of stdin or for a connection */
  REP_DATA = 6,   /* bytes of a read, a list or a connection */
  REP_OK = 7,     /* depends on the request */
  REP_FAIL = 8,   /* Linux errno (u16) */
  REP_OPEN = 9,   /* the connection has come; REP_OK when it is over */
  REP_END = 10,   /* the connection's client sends no more */
};

/* Flags of REP_EXIT. */
#define EXIT_OUT_OF_MEMORY 1 /* the kernel killed for want of memory while the command ran */
#define EXIT_DISK_FULL 2     /* killed because a volume passed its quota */
#define EXIT_RUNAWAY 4       /* its background processes, at the process limit, were killed */
#define EXIT_LEFTOVERS 8     /* something of it could not be killed */

/* Kinds of a directory's entry. */
enum entry_kind { ENTRY_FILE = 0, ENTRY_DIRECTORY = 1, ENTRY_LINK = 2, ENTRY_OTHER = 3 };

#endif
