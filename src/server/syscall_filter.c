#define _GNU_SOURCE
#include "server/syscall_filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define NATIVE AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#endif

#ifdef NATIVE

/* Calls of the x32 ABI, a second set of names for the same things. */
#define X32_BIT 0x40000000U

static const uint32_t tracing_calls[] = {
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd,
};

static const uint32_t denied_calls[] = {
    /* programs */
    SYS_execve,
    SYS_execveat,
    SYS_personality,
    /* mounts and namespaces */
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_move_mount,
    SYS_open_tree,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
    SYS_mount_setattr,
    SYS_name_to_handle_at,
    SYS_open_by_handle_at,
    /* the kernel */
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_syslog,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_quotactl,
    SYS_lookup_dcookie,
    /* keys */
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    /* clocks and names */
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_clock_adjtime,
    SYS_adjtimex,
    SYS_sethostname,
    SYS_setdomainname,
    /* files that others own */
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_fanotify_init,
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#endif
#ifdef SYS_iopl
    SYS_iopl,
    SYS_ioperm,
    SYS_modify_ldt,
#endif
};

enum {
    TRACING = sizeof tracing_calls / sizeof *tracing_calls,
    DENIED = sizeof denied_calls / sizeof *denied_calls,
    PROGRAM_MAX = TRACING + DENIED + 64
};

struct program {
    struct sock_filter code[2 * PROGRAM_MAX];
    unsigned short n;
};

#define FIELD(name) ((uint32_t)offsetof(struct seccomp_data, name))
#define REFUSE(reason) (SECCOMP_RET_ERRNO | (reason))
#define NEW_NAMESPACES                                                                                                 \
    ((uint32_t)CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |            \
     CLONE_NEWNET)

/* The low half of a system call's argument. */
static uint32_t argument(unsigned index)
{
    uint32_t low = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0;
    return FIELD(args) + 8 * index + low;
}

static void put(struct program *p, uint16_t code, uint8_t if_true, uint8_t if_false, uint32_t k)
{
    p->code[p->n++] = (struct sock_filter){code, if_true, if_false, k};
}

static void load(struct program *p, uint32_t offset)
{
    put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, offset);
}

static void give(struct program *p, uint32_t verdict)
{
    put(p, BPF_RET | BPF_K, 0, 0, verdict);
}

/* With the number of the call loaded. */
static void refuse_call(struct program *p, uint32_t call, uint32_t reason)
{
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call);
    give(p, REFUSE(reason));
}

/* Refuses CALL by one of its arguments: the three instructions that compare it follow, and allow by falling out. */
static void refuse_by_argument(struct program *p, uint32_t call, unsigned index, uint16_t compare, uint32_t k,
                               bool refuse_when_true)
{
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call);
    load(p, argument(index));
    put(p, BPF_JMP | compare | BPF_K, refuse_when_true ? 0 : 1, refuse_when_true ? 1 : 0, k);
    give(p, REFUSE(EPERM));
    give(p, SECCOMP_RET_ALLOW);
}

static void write_program(struct program *p, bool tracing)
{
    load(p, FIELD(arch));
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, NATIVE);
    give(p, REFUSE(EPERM));
    load(p, FIELD(nr));
#ifdef __x86_64__
    put(p, BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32_BIT);
    give(p, REFUSE(EPERM));
#endif
    refuse_by_argument(p, SYS_socket, 0, BPF_JEQ, AF_UNIX, false);
    refuse_by_argument(p, SYS_clone, 0, BPF_JSET, NEW_NAMESPACES, true);
    refuse_by_argument(p, SYS_ioctl, 1, BPF_JEQ, TIOCSTI, true);
    /* Its flags lie in memory that a filter cannot see; libc then takes clone(2). */
    refuse_call(p, SYS_clone3, ENOSYS);
    for (size_t i = 0; i < DENIED; i++)
        refuse_call(p, denied_calls[i], EPERM);
    for (size_t i = 0; i < TRACING && !tracing; i++)
        refuse_call(p, tracing_calls[i], EPERM);
    give(p, SECCOMP_RET_ALLOW);
}

bool syscall_filter_is_offered(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool syscall_filter_install(bool tracing)
{
    struct program p = {.n = 0};
    write_program(&p, tracing);
    struct sock_fprog program = {.len = p.n, .filter = p.code};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

#else

bool syscall_filter_is_offered(void)
{
    return false;
}

bool syscall_filter_install(bool tracing)
{
    (void)tracing;
    return false;
}

#endif
