/*
 * System calls denied beyond the engine's own seccomp profile, which stays in force: filters add up, children inherit
 * them, and none can be taken off. Engines up to 20.10 let io_uring and AF_VSOCK through by default.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "supervisor.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "add this architecture's AUDIT_ARCH value"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define DENY(error) RETURN(SECCOMP_RET_ERRNO | (error))
#define UNLESS_EQUAL_SKIP(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define DENY_CALL(number, error) UNLESS_EQUAL_SKIP((number), 1), DENY(error)

/* The low half of the first argument; all that are looked at here are 32-bit. */
#define FIRST_ARGUMENT LOAD(args[0])

void filter_install(void) {
  struct sock_filter code[] = {
      LOAD(arch),
      /* Another ABI's numbers mean other calls: refuse it whole. */
      UNLESS_EQUAL_SKIP(NATIVE, 1),
      BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0),
      DENY(ENOSYS),
      LOAD(nr),
#if defined(__x86_64__)
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), /* x32 */
      DENY(ENOSYS),
#endif
      DENY_CALL(SYS_io_uring_setup, ENOSYS),
      DENY_CALL(SYS_io_uring_enter, ENOSYS),
      DENY_CALL(SYS_io_uring_register, ENOSYS),
      DENY_CALL(SYS_userfaultfd, EPERM),
      DENY_CALL(SYS_bpf, EPERM),
      DENY_CALL(SYS_perf_event_open, EPERM),
      DENY_CALL(SYS_keyctl, ENOSYS),
      DENY_CALL(SYS_add_key, ENOSYS),
      DENY_CALL(SYS_request_key, ENOSYS),
      /* Limits of the supervisor itself: the same user may otherwise set them. */
      UNLESS_EQUAL_SKIP(SYS_prlimit64, 3),
      FIRST_ARGUMENT,
      DENY_CALL(1, EPERM),
      LOAD(nr),
      UNLESS_EQUAL_SKIP(SYS_socket, 5),
      FIRST_ARGUMENT,
      DENY_CALL(AF_VSOCK, EAFNOSUPPORT),
      DENY_CALL(AF_ALG, EAFNOSUPPORT),
      RETURN(SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
    die("the system call filter could not be installed");
}
