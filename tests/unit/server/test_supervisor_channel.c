/* A worker in the hands of somebody else, as the parent hears it. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/supervisor.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOT = 5, HOSTS = 2 };

/* A crew of two, whose processes do nothing. */
struct world {
    struct config config;
    struct config_host hosts[HOSTS];
    struct generation generation;
    struct supervisor supervisor;
    struct supervised members[2];
};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){.hosts = {{.name = STR("one.example")}, {.name = STR("two.example")}}};
    w.config.hosts = (struct config_hosts){w.hosts, HOSTS};
    w.generation = (struct generation){.number = 2, .worker_count = 2, .access_log = -1, .config = &w.config};
    w.generation.served = served_create(2, HOSTS);
    w.supervisor = (struct supervisor){.generation = &w.generation, .members = w.members, .trial = true};
    for (uint32_t i = 0; i < 2; i++) {
        struct supervised *m = &w.members[i];
        int ends[2];
        if (!channel_open(ends))
            return -1;
        m->pid = fork();
        if (m->pid == 0)
            for (;;)
                pause();
        m->channel = (struct channel){.fd = ends[0], .generation = 2, .worker = SLOT + i};
        m->its_end = ends[1];
    }
    *state = &w;
    return 0;
}

/* Returns the status with which it ended; 0: it was still running, and was ended now. */
static int end(struct supervised *m, bool at_once)
{
    int status;
    if (!m->pid)
        return 0;
    if (at_once)
        kill(m->pid, SIGTERM);
    assert_int_equal(waitpid(m->pid, &status, 0), m->pid);
    m->pid = 0;
    assert_true(WIFSIGNALED(status));
    return WTERMSIG(status);
}

static int tear_down(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < 2; i++) {
        end(&w->members[i], true);
        close(w->members[i].channel.fd);
        close(w->members[i].its_end);
    }
    served_destroy(w->generation.served);
    return 0;
}

static void say(struct world *w, size_t member, struct channel_message m)
{
    assert_int_equal(send(w->members[member].its_end, &m, sizeof m, MSG_NOSIGNAL), sizeof m);
}

static struct channel_message ready(uint32_t member, uint32_t serial)
{
    return (struct channel_message){CHANNEL_READY, 2, SLOT + member, serial, 0, 0};
}

static void assert_is_ended(struct world *w, size_t member)
{
    struct pollfd waited[4];
    assert_int_equal(supervisor_channels(&w->supervisor, waited, 4), 1);
    assert_int_equal(end(&w->members[member], false), SIGKILL);
}

static void a_crew_is_ready_when_each_has_said_so_on_its_own_channel(void **state)
{
    struct world *w = *state;
    say(w, 0, ready(0, 1));
    supervisor_hear(&w->supervisor);
    assert_false(supervisor_is_ready(&w->supervisor));
    say(w, 1, ready(1, 1));
    supervisor_hear(&w->supervisor);
    assert_true(supervisor_is_ready(&w->supervisor));
    struct pollfd waited[4];
    assert_int_equal(supervisor_channels(&w->supervisor, waited, 4), 2);
    assert_int_equal(supervisor_channels(&w->supervisor, waited, 1), 1);
}

static void who_speaks_for_another_is_ended_and_not_believed(void **state)
{
    struct world *w = *state;
    say(w, 0, ready(1, 1));
    supervisor_hear(&w->supervisor);
    assert_false(w->members[0].ready || w->members[1].ready);
    assert_is_ended(w, 0);
}

static void who_is_ready_twice_is_ended(void **state)
{
    struct world *w = *state;
    say(w, 1, ready(1, 1));
    say(w, 1, ready(1, 2));
    supervisor_hear(&w->supervisor);
    assert_is_ended(w, 1);
}

static void who_says_old_things_for_ever_is_ended(void **state)
{
    struct world *w = *state;
    say(w, 0, ready(0, 9));
    for (uint32_t i = 0; i < 20; i++)
        say(w, 0, ready(0, 1));
    supervisor_hear(&w->supervisor);
    assert_is_ended(w, 0);
}

static struct channel_message of_host(enum channel_kind kind, uint32_t serial, uint64_t host, uint64_t hash)
{
    return (struct channel_message){kind, 2, SLOT, serial, host, hash};
}

static void which_hosts_are_served_is_what_workers_have_said(void **state)
{
    struct world *w = *state;
    const struct served *served = w->generation.served;
    say(w, 0, of_host(CHANNEL_SERVED, 1, 0, 0));
    say(w, 0, of_host(CHANNEL_REFUSED, 2, 1, 77));
    supervisor_hear(&w->supervisor);
    assert_true(served_by_any(served, 0));
    assert_false(served_by_any(served, 1));
    assert_true(served_are_told(served, 1, 77));
    assert_false(served_are_told(served, 1, 78));
    say(w, 0, of_host(CHANNEL_SERVED, 3, 1, 0));
    supervisor_hear(&w->supervisor);
    assert_true(served_by_any(served, 1));
    assert_false(served_are_told(served, 1, 77));
    assert_false(w->members[0].unheard);
    served_forget(w->generation.served, 0);
    assert_false(served_by_any(served, 0));
}

static void assert_no_worker_says(struct world *w, struct channel_message m)
{
    say(w, 0, m);
    supervisor_hear(&w->supervisor);
    assert_is_ended(w, 0);
}

static void a_host_that_does_not_exist_is_what_no_worker_says(void **state)
{
    assert_no_worker_says(*state, of_host(CHANNEL_SERVED, 1, HOSTS, 0));
}

static void nor_does_one_refuse_it(void **state)
{
    assert_no_worker_says(*state, of_host(CHANNEL_REFUSED, 1, UINT64_MAX, 5));
}

static void a_host_is_served_once(void **state)
{
    say(*state, 0, of_host(CHANNEL_SERVED, 1, 1, 0));
    assert_no_worker_says(*state, of_host(CHANNEL_SERVED, 2, 1, 0));
}

static void what_is_served_is_not_refused_again(void **state)
{
    say(*state, 0, of_host(CHANNEL_SERVED, 1, 1, 0));
    assert_no_worker_says(*state, of_host(CHANNEL_REFUSED, 2, 1, 5));
}

static void a_worker_hands_over_no_socket(void **state)
{
    assert_no_worker_says(*state, of_host(CHANNEL_STATUS, 1, 0, 0));
}

/* The next message to worker MEMBER brings a status socket, on which it can be asked. */
static void assert_is_handed_a_socket(struct world *w, uint32_t member, str path)
{
    struct channel end = {.fd = w->members[member].its_end, .generation = 2, .worker = SLOT + member};
    struct channel_message m;
    int fd;
    assert_int_equal(channel_take(&end, CHANNEL_FROM_PARENT, &m, &fd), CHANNEL_MESSAGE);
    assert_int_equal(m.kind, CHANNEL_STATUS);
    int asking = status_socket_connect(path);
    assert_true(asking >= 0);
    int answering = accept(fd, NULL, NULL);
    assert_true(answering >= 0);
    close(answering);
    close(asking);
    close(fd);
}

static void a_status_socket_that_was_shut_down_is_made_anew_and_handed_to_all(void **state)
{
    struct world *w = *state;
    char root[] = "/tmp/splashdown-crew-XXXXXX", text[64];
    const struct identity nobody_else = {0};
    struct diag diag;
    diag_init(&diag);
    assert_non_null(mkdtemp(root));
    str path = str_of((snprintf(text, sizeof text, "%s/status.sock", root), text));
    struct status_socket *s = status_socket_open(path, &nobody_else, &diag);
    assert_non_null(s);
    w->generation.status = s;
    supervisor_mend_status(&w->supervisor, NULL);
    assert_false(w->members[0].owed_status || supervisor_hand_owed(&w->supervisor));
    assert_int_equal(shutdown(status_socket_fd(s), SHUT_RDWR), 0);
    supervisor_mend_status(&w->supervisor, NULL);
    for (uint32_t i = 0; i < 2; i++)
        assert_is_handed_a_socket(w, i, path);
    assert_false(w->members[0].owed_status || w->members[1].owed_status);
    status_socket_unref(s);
    diag_finish(&diag);
    assert_int_equal(rmdir(root), 0);
}

static void random_bytes_end_who_sends_them_and_nobody_else(void **state)
{
    struct world *w = *state;
    unsigned seed = 1;
    for (int i = 0; i < 20; i++) {
        unsigned char bytes[40];
        for (size_t j = 0; j < sizeof bytes; j++)
            bytes[j] = (unsigned char)rand_r(&seed);
        size_t n = (size_t)rand_r(&seed) % sizeof bytes;
        assert_int_equal(send(w->members[0].its_end, bytes, n, MSG_NOSIGNAL), n);
        w->members[0].unheard = false;
        supervisor_hear(&w->supervisor);
        assert_true(w->members[0].unheard && !w->members[0].ready);
    }
    assert_is_ended(w, 0);
    assert_int_equal(end(&w->members[1], true), SIGTERM);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_crew_is_ready_when_each_has_said_so_on_its_own_channel),
        TEST(who_speaks_for_another_is_ended_and_not_believed),
        TEST(who_is_ready_twice_is_ended),
        TEST(who_says_old_things_for_ever_is_ended),
        TEST(which_hosts_are_served_is_what_workers_have_said),
        TEST(a_host_that_does_not_exist_is_what_no_worker_says),
        TEST(nor_does_one_refuse_it),
        TEST(a_host_is_served_once),
        TEST(what_is_served_is_not_refused_again),
        TEST(a_worker_hands_over_no_socket),
        TEST(a_status_socket_that_was_shut_down_is_made_anew_and_handed_to_all),
        TEST(random_bytes_end_who_sends_them_and_nobody_else),
    };
    return cmocka_run_group_tests_name("server/supervisor_channel", tests, NULL, NULL);
}
