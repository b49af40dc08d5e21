/* Workers in the hands of somebody else, made by the server's own functions: what they reach of the memory in which all
 * count, and what the others make of it. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "net/limits.h"
#include "server/shared.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 4, MAPS_MAX = 16, ROUNDS = 200, PER_ADDRESS = 8, BURST = 5, SECOND = 1000000 };

static const struct net_limits bounds = {
    .connections = 1000, .per_address = PER_ADDRESS, .requests_per_second = 1, .burst = BURST};

static int set_up(void **state)
{
    struct shared *s = shared_create();
    *state = s;
    return !s || shared_reserve(s, SLOTS) != OK;
}

static int tear_down(void **state)
{
    shared_destroy(*state);
    return 0;
}

/* A worker that runs ACT, with the slot that *SLOT names if it is free. */
static pid_t start(struct shared *s, size_t *slot, int (*act)(struct shared *, size_t slot))
{
    assert_true(shared_take(s, slot));
    shared_lend(s, *slot, true);
    pid_t pid = fork();
    if (pid == 0)
        _exit(shared_become_worker(s, *slot) ? act(s, *slot) : 99);
    shared_lend(s, *slot, false);
    assert_true(pid > 0);
    return pid;
}

static int end_of(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* ---- its reach */

struct map {
    char *memory;
    size_t size;
    bool writable;
};

/* All shared maps of this process. */
static size_t find_maps(struct map *maps)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[512], rights[5];
    uintptr_t from, to;
    size_t n = 0;
    while (file && n < MAPS_MAX && fgets(line, sizeof line, file))
        if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %4s", &from, &to, rights) == 3 && rights[3] == 's')
            maps[n++] = (struct map){(char *)from, to - from, rights[1] == 'w'};
    if (file)
        fclose(file);
    return n;
}

static bool can_read(const char *at)
{
    int ends[2];
    bool can = pipe(ends) == 0 && write(ends[1], at, 1) == 1;
    close(ends[0]);
    close(ends[1]);
    return can;
}

static int look_for_more(struct shared *s, size_t slot)
{
    struct map maps[MAPS_MAX];
    size_t writable = 0, n = find_maps(maps);
    const struct net_shared *net = shared_net(s);
    if (n != SLOTS + 1)
        return 1;
    for (size_t i = 0; i < n; i++) {
        writable += maps[i].writable;
        if (maps[i].writable && maps[i].memory != (char *)net->slots[slot])
            return 2;
        if (!maps[i].writable &&
            (mprotect(maps[i].memory, maps[i].size, PROT_READ | PROT_WRITE) == 0 || errno != EACCES))
            return 3;
    }
    if (writable != 1)
        return 4;
    /* Its own map cannot grow over another's, and is mapped nowhere else. */
    size_t size = sizeof(struct table_slot), page = (size_t)sysconf(_SC_PAGESIZE);
    size = (size + page - 1) / page * page;
    char *grown = mremap(net->slots[slot], size, 4 * size, MREMAP_MAYMOVE);
    if (grown != MAP_FAILED && (can_read(grown + size) || !can_read(grown + size - 1)))
        return 5;
    /* No descriptor of this or another process leads there. */
    for (int fd = 3; fd < 64; fd++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getppid(), fd);
        char target[64] = "";
        if (readlink(path, target, sizeof target - 1) < 0 || !strstr(target, "memfd"))
            continue;
        int other = open(path, O_RDWR | O_CLOEXEC);
        if (other >= 0 && (mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, other, 0) != MAP_FAILED ||
                           write(other, "x", 1) >= 0 || ftruncate(other, 0) == 0 || ftruncate(other, 1 << 20) == 0))
            return 6;
        if (other >= 0)
            close(other);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        if (readlink(path, target, sizeof target - 1) > 0 && strstr(target, "memfd"))
            return 7;
    }
    return 0;
}

static void a_worker_writes_into_its_own_slot_and_no_other(void **state)
{
    for (size_t i = 0; i < SLOTS; i++) {
        size_t slot = i;
        assert_int_equal(end_of(start(*state, &slot, look_for_more)), 0);
        assert_int_equal(slot, i);
    }
}

static int make_process(struct shared *s, size_t slot)
{
    struct map maps[MAPS_MAX];
    (void)s;
    (void)slot;
    return (int)find_maps(maps);
}

static void another_process_of_the_parent_inherits_no_slot(void **state)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(make_process(*state, 0));
    assert_int_equal(end_of(pid), 0);
}

static int see(struct shared *s, size_t slot)
{
    const struct net_shared *net = shared_net(s);
    atomic_store(&net->slots[slot]->total, (unsigned)slot + 5);
    return (int)atomic_load(&net->slots[1 - slot]->total);
}

static void workers_see_what_the_others_count(void **state)
{
    size_t first = 0, second = 1;
    assert_int_equal(end_of(start(*state, &first, see)), 0);
    assert_int_equal(end_of(start(*state, &second, see)), 5);
    shared_give_back(*state, first);
    assert_int_equal(atomic_load(&shared_net(*state)->slots[0]->total), 0);
    assert_int_equal(atomic_load(&shared_net(*state)->slots[1]->total), 6);
}

static void slots_are_made_as_they_are_needed_and_end(void **state)
{
    struct shared *s = *state;
    size_t slot = 0;
    for (size_t i = 0; i < SLOTS; i++)
        assert_true(shared_take(s, &slot));
    assert_false(shared_take(s, &slot));
    assert_int_equal(shared_reserve(s, 2), OK);
    assert_int_equal(shared_net(s)->count, SLOTS + 2);
    assert_true(shared_take(s, &slot));
    shared_give_back(s, 2);
    shared_give_back(s, 3);
    slot = 3;
    assert_true(shared_take(s, &slot));
    assert_int_equal(slot, 3);
    assert_true(shared_take(s, &slot));
    assert_int_equal(slot, 2);
    assert_int_equal(shared_reserve(s, SHARED_SLOTS), ERR_LIMIT);
    assert_true(shared_net(s)->count == SHARED_SLOTS);
}

/* ---- the effect on the others */

static unsigned kind;

/* Writes wherever it may, again and again, until it is killed. */
static int fill_all(struct shared *s, size_t slot)
{
    struct map maps[MAPS_MAX];
    size_t n = find_maps(maps);
    unsigned seed = kind;
    (void)s;
    (void)slot;
    while (n) {
        for (size_t i = 0; i < n; i++) {
            if (maps[i].writable && kind % 3 < 2)
                memset(maps[i].memory, kind % 3 ? 0xff : 0, maps[i].size);
            for (size_t j = 0; maps[i].writable && kind % 3 == 2 && j < maps[i].size; j++)
                maps[i].memory[j] = (char)rand_r(&seed);
        }
    }
    return 0;
}

/* Takes everything that one peer may have and ask for. */
static int serve_one(struct limits *l, unsigned char peer)
{
    struct limits_lease leases[PER_ADDRESS + 1];
    struct address a = {.bytes = {192, 0, 2, peer}};
    int64_t now = clock_monotonic() * 1000;
    for (int i = 0; i < PER_ADDRESS; i++)
        if (!limits_enter(l, &a, &leases[i]))
            return 1;
    if (limits_enter(l, &a, &leases[PER_ADDRESS]))
        return 2;
    for (int i = 0; i < BURST; i++)
        if (limits_ask(l, &leases[0], now) != 0)
            return 3;
    if (limits_ask(l, &leases[0], now) == 0)
        return 4;
    for (int i = 0; i < PER_ADDRESS; i++)
        limits_leave(l, &leases[i]);
    return 0;
}

/* Different peers all the time, so that each has asked for nothing before. */
static int serve(struct shared *s, size_t slot)
{
    const struct net_options options = {.shared = shared_net(s), .slot = slot, .limits = bounds};
    struct limits l;
    int wrong = 0;
    uint64_t before = table_sum(options.shared).limits[LIMIT_RATE];
    limits_init(&l, &options);
    for (int peer = 0; peer < 60 && !wrong; peer++) {
        wrong = serve_one(&l, (unsigned char)peer);
        if (table_sum(options.shared).limits[LIMIT_RATE] != before + (uint64_t)peer + 1)
            wrong = 5;
    }
    limits_finish(&l);
    return wrong;
}

static void a_worker_that_fills_its_memory_changes_nothing_for_others_200_times(void **state)
{
    struct shared *s = *state;
    struct net_shared *net = shared_net(s);
    for (kind = 0; kind < ROUNDS; kind++) {
        size_t liar_slot = kind % SLOTS, slot = (kind + 1) % SLOTS, serving, leaving;
        pid_t liar = start(s, &liar_slot, fill_all), honest = start(s, &slot, serve);
        table_sum(net);
        table_workers(net, 1, &serving, &leaving);
        assert_int_equal(end_of(honest), 0);
        shared_give_back(s, slot);
        kill(liar, SIGKILL);
        assert_int_equal(end_of(liar), 1000 + SIGKILL);
        shared_give_back(s, liar_slot);
        for (size_t i = 0; i < sizeof(struct table_slot); i++)
            assert_int_equal(((const char *)net->slots[liar_slot])[i], 0);
        assert_int_equal(table_next(net, 0), net->count);
        const struct metrics_sum sum = table_sum(net);
        assert_true(sum.limits[LIMIT_PER_ADDRESS] == (uint64_t)(kind + 1) * 60);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_worker_writes_into_its_own_slot_and_no_other),
        TEST(another_process_of_the_parent_inherits_no_slot),
        TEST(workers_see_what_the_others_count),
        TEST(slots_are_made_as_they_are_needed_and_end),
        TEST(a_worker_that_fills_its_memory_changes_nothing_for_others_200_times),
    };
    return cmocka_run_group_tests_name("server/shared", tests, NULL, NULL);
}
