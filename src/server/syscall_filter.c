/* Lists of system calls as programs for the kernel (seccomp(2)). */
#define _GNU_SOURCE
#include "server/syscall_filter.h"

#include <assert.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
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

/* For each rule: the number, three instructions and one more for each test, the verdict, the number once more. */
enum { RULE_MAX = 3 + 3 * SYSCALL_TESTS, PROGRAM_MAX = BPF_MAXINSNS };

struct program {
    struct sock_filter *code;
    unsigned short n;
};

#define FIELD(name) ((uint32_t)offsetof(struct seccomp_data, name))

/* Half of a system call's argument. */
static uint32_t argument(unsigned index, bool upper)
{
    bool second = upper != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
    return FIELD(args) + 8 * index + (second ? 4 : 0);
}

static uint32_t action_of(enum syscall_verdict verdict)
{
    switch (verdict) {
    case SYSCALL_ALLOWED:
        return SECCOMP_RET_ALLOW;
    case SYSCALL_UNKNOWN:
        return SECCOMP_RET_ERRNO | ENOSYS;
    case SYSCALL_REFUSED:
        return SECCOMP_RET_ERRNO | EPERM;
    case SYSCALL_FATAL:
        break;
    }
    return SECCOMP_RET_KILL_PROCESS;
}

static void put(struct program *p, uint16_t code, uint8_t if_true, uint8_t if_false, uint32_t k)
{
    p->code[p->n++] = (struct sock_filter){code, if_true, if_false, k};
}

static void load(struct program *p, uint32_t offset)
{
    put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, offset);
}

static void give(struct program *p, uint32_t action)
{
    put(p, BPF_RET | BPF_K, 0, 0, action);
}

/* The number of the call is loaded before and after. */
static void put_rule(struct program *p, const struct syscall_rule *rule)
{
    uint8_t left = (uint8_t)(rule->test_count ? 2 + 3 * rule->test_count : 1);
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, left, rule->call);
    for (size_t i = 0; i < rule->test_count; i++) {
        const struct syscall_test *t = &rule->tests[i];
        left = (uint8_t)(1 + 3 * (rule->test_count - 1 - i));
        load(p, argument(t->argument, t->upper));
        put(p, BPF_ALU | BPF_AND | BPF_K, 0, 0, t->mask);
        put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, left, t->own ? (uint32_t)getpid() : t->value);
    }
    give(p, action_of(rule->verdict));
    if (rule->test_count)
        load(p, FIELD(nr));
}

/*
 * A call by the numbers of another architecture is not ours: those of x32, which have an additional bit, are on no
 * list.
 */
static void begin(struct program *p)
{
    load(p, FIELD(arch));
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, NATIVE);
    give(p, SECCOMP_RET_KILL_PROCESS);
    load(p, FIELD(nr));
}

static void write_list(struct program *p, const struct syscall_list *list)
{
    begin(p);
#ifdef __x86_64__
    put(p, BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000U);
    give(p, action_of(list->otherwise == SYSCALL_ALLOWED ? SYSCALL_REFUSED : list->otherwise));
#endif
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < list->parts[i].count; j++) {
            assert(p->n + RULE_MAX < PROGRAM_MAX);
            put_rule(p, &list->parts[i].items[j]);
        }
    give(p, action_of(list->otherwise));
}

/*
 * Answers that the kernel's log need not mention, by a program of its own. libc tries clone3 for each thread, whose
 * flags lie in memory, and takes clone when there is none. FIONBIO has no effect, and succeeds: libuv calls it for each
 * descriptor, and whether it sets or clears lies in memory that a filter cannot see. Cleared on a socket that processes
 * share, it would make the others hang in accept.
 */
static void write_pretence(struct program *p)
{
    const struct syscall_rule thread = {.call = SYS_clone3, .verdict = SYSCALL_UNKNOWN},
                              blocking = {.call = SYS_ioctl,
                                          .test_count = 1,
                                          .tests = {{.argument = 1, .mask = UINT32_MAX, .value = (uint32_t)FIONBIO}}};
    begin(p);
    put_rule(p, &thread);
    put_rule(p, &blocking);
    p->code[p->n - 2].k = SECCOMP_RET_ERRNO;
    give(p, SECCOMP_RET_ALLOW);
}

static bool install(struct program *p, unsigned flags)
{
    struct sock_fprog program = {.len = p->n, .filter = p->code};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC | flags, &program) == 0;
}

enum syscall_filter syscall_filter_offered(void)
{
    uint32_t wanted[] = {SECCOMP_RET_ERRNO, SECCOMP_RET_KILL_PROCESS};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &wanted[i]) != 0)
            return FILTER_NONE;
    return syscall_list_names_allowed() ? FILTER_OF_ALLOWED : FILTER_OF_REFUSALS;
}

enum syscall_filter syscall_filter_install(enum process_kind kind, bool checked)
{
    struct syscall_list list;
    struct program p = {.code = calloc(PROGRAM_MAX, sizeof *p.code)};
    enum syscall_filter offered = syscall_filter_offered();
    if (!p.code || offered == FILTER_NONE) {
        free(p.code);
        return FILTER_NONE;
    }
    bool installed = true;
    if (syscall_list_names_allowed()) {
        write_pretence(&p);
        installed = install(&p, 0);
        p.n = 0;
    }
    syscall_list_of(kind, checked, &list);
    write_list(&p, &list);
    installed = installed && install(&p, SECCOMP_FILTER_FLAG_LOG);
    free(p.code);
    return installed ? offered : FILTER_NONE;
}

#else

enum syscall_filter syscall_filter_offered(void)
{
    return FILTER_NONE;
}

enum syscall_filter syscall_filter_install(enum process_kind kind, bool checked)
{
    (void)kind;
    (void)checked;
    return FILTER_NONE;
}

#endif
