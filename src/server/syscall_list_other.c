/*
 * Processors whose calls have not been reviewed: calls that no worker ever needs are refused, and everything else
 * passes.
 */
#define _GNU_SOURCE
#include "server/syscall_list.h"

#include "server/syscall_table.h"

#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#if !defined(__x86_64__) && !defined(__aarch64__)

#define REFUSE(name)                                                                                                   \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_REFUSED                                                                 \
    }
#define REFUSE_BIT(name, index, bit)                                                                                   \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_REFUSED, .test_count = 1, .tests = {                                    \
            {.argument = (index), .mask = (uint32_t)(bit), .value = (uint32_t)(bit)}                                   \
        }                                                                                                              \
    }

static const struct syscall_rule tracing[] = {
    REFUSE(ptrace), REFUSE(process_vm_readv), REFUSE(process_vm_writev), REFUSE(kcmp), REFUSE(pidfd_getfd),
};

static const struct syscall_rule denied[] = {
    /* programs */
    REFUSE(execve),
    REFUSE(execveat),
    REFUSE(personality),
    /* mounts and namespaces */
    REFUSE(mount),
    REFUSE(umount2),
    REFUSE(pivot_root),
    REFUSE(chroot),
    REFUSE(unshare),
    REFUSE(setns),
    REFUSE(move_mount),
    REFUSE(open_tree),
    REFUSE(fsopen),
    REFUSE(fsconfig),
    REFUSE(fsmount),
    REFUSE(fspick),
    REFUSE(mount_setattr),
    REFUSE(name_to_handle_at),
    REFUSE(open_by_handle_at),
    /* the kernel */
    REFUSE(bpf),
    REFUSE(perf_event_open),
    REFUSE(userfaultfd),
    REFUSE(io_uring_setup),
    REFUSE(io_uring_enter),
    REFUSE(io_uring_register),
    REFUSE(init_module),
    REFUSE(finit_module),
    REFUSE(delete_module),
    REFUSE(kexec_load),
    REFUSE(reboot),
    REFUSE(syslog),
    REFUSE(swapon),
    REFUSE(swapoff),
    REFUSE(acct),
    REFUSE(quotactl),
    REFUSE(lookup_dcookie),
    /* keys */
    REFUSE(keyctl),
    REFUSE(add_key),
    REFUSE(request_key),
    /* clocks and names */
    REFUSE(settimeofday),
    REFUSE(clock_settime),
    REFUSE(clock_adjtime),
    REFUSE(adjtimex),
    REFUSE(sethostname),
    REFUSE(setdomainname),
    /* files that others own */
    REFUSE(mknodat),
    REFUSE(fchmod),
    REFUSE(fchmodat),
    REFUSE(fchown),
    REFUSE(fchownat),
    REFUSE(fanotify_init),
#ifdef SYS_kexec_file_load
    REFUSE(kexec_file_load),
#endif
#ifdef SYS_iopl
    REFUSE(iopl),
    REFUSE(ioperm),
    REFUSE(modify_ldt),
#endif
};

/* libc then takes clone(2), whose flags a filter can see. */
static const struct syscall_rule by_argument[] = {
    {.call = SYS_clone3, .verdict = SYSCALL_UNKNOWN},
    REFUSE_BIT(clone, 0, CLONE_NEWNS),
    REFUSE_BIT(clone, 0, CLONE_NEWCGROUP),
    REFUSE_BIT(clone, 0, CLONE_NEWUTS),
    REFUSE_BIT(clone, 0, CLONE_NEWIPC),
    REFUSE_BIT(clone, 0, CLONE_NEWUSER),
    REFUSE_BIT(clone, 0, CLONE_NEWPID),
    REFUSE_BIT(clone, 0, CLONE_NEWNET),
    ALLOW_VALUE(socket, 0, AF_UNIX),
    REFUSE(socket),
    {.call = SYS_ioctl,
     .verdict = SYSCALL_REFUSED,
     .test_count = 1,
     .tests = {{.argument = 1, .mask = WHOLE, .value = TIOCSTI}}},
};

bool syscall_list_names_allowed(void)
{
    return false;
}

/* The parent opens sockets, and filters add up in its children: so it has none. */
void syscall_list_of(enum process_kind kind, bool checked, struct syscall_list *list)
{
    *list = (struct syscall_list){.otherwise = SYSCALL_ALLOWED};
    if (kind != PROCESS_WORKER && kind != PROCESS_KEEPER)
        return;
    list->parts[list->count++] = RULES(by_argument);
    list->parts[list->count++] = RULES(denied);
    if (!checked)
        list->parts[list->count++] = RULES(tracing);
}

#endif
