#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/config.h"
#include "server/tickets.h"

#include <string.h>
#include <unistd.h>

static const struct config config; /* no fleet's */

enum { HOUR = 3600 * 1000 }; /* milliseconds of clock_monotonic */

static bool is_in_force(const struct tickets *t, const unsigned char key[TICKET_KEY_BYTES])
{
    bool found = false;
    for (size_t i = 0; i < t->keys.count && !found; i++)
        found = memcmp(t->keys.keys[i], key, TICKET_KEY_BYTES) == 0;
    return found;
}

/* For three days; asked each hour, as a parent that has other things to do asks. */
static void keys_are_36_hours_old_at_most(void **state)
{
    (void)state;
    enum { HOURS = 72, OLDEST = 36, TURN = 12 };
    struct tickets t = {.due = 0};
    unsigned char made[HOURS][TICKET_KEY_BYTES];
    for (int64_t hour = 0; hour < HOURS; hour++) {
        bool changed = tickets_renew(&t, &config, 1 + hour * HOUR, NULL);
        assert_true(changed == (hour % TURN == 0));
        memcpy(made[hour], t.keys.keys[0], TICKET_KEY_BYTES);
        for (int64_t then = 0; then <= hour; then++) {
            int64_t age = hour - then / TURN * TURN;
            assert_true(is_in_force(&t, made[then]) == (age < OLDEST));
        }
    }
    tickets_wipe(&t.keys);
}

static void keys_reach_another_process_as_they_are(void **state)
{
    (void)state;
    struct tickets t = {.due = 0};
    struct ticket_keys came;
    assert_true(tickets_renew(&t, &config, 1, NULL));
    int file = tickets_file(&t.keys);
    assert_true(tickets_read(file, &came));
    assert_memory_equal(&came, &t.keys, sizeof came);
    tickets_wipe(&came);
    assert_false(is_in_force(&t, came.keys[0]));
    close(file);
}

/* More keys than there is room for would be read beyond its end. */
static void a_file_of_other_keys_is_none(void **state)
{
    (void)state;
    struct ticket_keys keys = {.count = TICKET_KEYS_MAX + 1}, came;
    int file = tickets_file(&keys);
    assert_false(tickets_read(file, &came));
    assert_int_equal(ftruncate(file, (off_t)sizeof keys - 1), 0);
    assert_false(tickets_read(file, &came));
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_36_hours_old_at_most),
        cmocka_unit_test(keys_reach_another_process_as_they_are),
        cmocka_unit_test(a_file_of_other_keys_is_none),
    };
    return cmocka_run_group_tests_name("server/tickets", tests, NULL, NULL);
}
