#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/ticket_secret.h"

#include <string.h>

enum { DAY = 86400, NOON = 20000 * DAY + DAY / 2 };

struct world {
    struct folder folder;
    struct arena *arena;
    struct diag diag;
    str path;
};

static int set_up(void **state)
{
    static struct world w;
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0)
        return -1;
    w.arena = arena_create();
    diag_init(&w.diag);
    w.path = ARENA_CONCAT(w.arena, str_of(w.folder.path), STR("/secret"));
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    unlinkat(w->folder.fd, "secret", 0);
    folder_remove(&w->folder);
    diag_finish(&w->diag);
    arena_destroy(w->arena);
    return 0;
}

static struct ticket_keys keys_at(struct world *w, int64_t now)
{
    struct ticket_secrets secrets;
    struct ticket_keys keys;
    assert_int_equal(ticket_secret_read(w->path, &w->diag, &secrets), OK);
    assert_true(ticket_secret_keys(&secrets, now, &keys));
    return keys;
}

static bool opens(const struct ticket_keys *keys, const unsigned char *sealed_with)
{
    for (size_t i = 0; i < keys->count; i++)
        if (memcmp(keys->keys[i], sealed_with, TICKET_KEY_BYTES) == 0)
            return true;
    return false;
}

static void a_missing_secret_is_an_error_with_the_command_that_makes_it(void **state)
{
    struct world *w = *state;
    struct ticket_secrets secrets;
    assert_int_equal(ticket_secret_read(w->path, &w->diag, &secrets), ERR_NOT_FOUND);
    assert_int_not_equal(str_find(w->diag.entries[0].text, STR("splashdown cert tickets ")), STR_NONE);
}

static void clocks_of_nodes_may_be_a_day_apart(void **state)
{
    struct world *w = *state;
    assert_int_equal(ticket_secret_renew(w->path, NOON - 30 * DAY, &w->diag), OK);
    struct stat st;
    assert_int_equal(fstatat(w->folder.fd, "secret", &st, 0), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    struct ticket_keys here = keys_at(w, NOON);
    for (int days = -3; days <= 3; days++) {
        struct ticket_keys there = keys_at(w, NOON + days * DAY);
        assert_int_equal(opens(&there, here.keys[0]), days >= -1 && days <= 1);
    }
}

static void a_renewed_secret_opens_for_a_day_what_the_one_before_has_sealed(void **state)
{
    struct world *w = *state;
    assert_int_equal(ticket_secret_renew(w->path, NOON - 30 * DAY, &w->diag), OK);
    struct ticket_keys before = keys_at(w, NOON);
    assert_int_equal(ticket_secret_renew(w->path, NOON, &w->diag), OK);
    struct ticket_keys then = keys_at(w, NOON + 1), later = keys_at(w, NOON + DAY);
    assert_memory_not_equal(before.keys[0], then.keys[0], TICKET_KEY_BYTES);
    assert_true(opens(&then, before.keys[0]));
    assert_false(opens(&later, before.keys[0]));
    assert_int_equal(ticket_secret_renew(w->path, NOON + 2, &w->diag), OK);
    assert_int_equal(keys_at(w, NOON + 3).count, 6);
}

static void the_48_bytes_of_earlier_versions_are_a_secret(void **state)
{
    struct world *w = *state;
    assert_int_equal(folder_write(&w->folder, "secret", "123456789012345678901234567890123456789012345678"), 0);
    assert_int_equal(keys_at(w, NOON).count, 3);
    assert_int_equal(ticket_secret_renew(w->path, NOON, &w->diag), OK);
    assert_int_equal(keys_at(w, NOON + 1).count, 6);
}

static void anything_else_is_none(void **state)
{
    struct world *w = *state;
    static const char *const others[] = {"", "12345", "splashdown ticket secret 1\n",
                                         "splashdown ticket secret 1\n1 00\n", "splashdown ticket secret 2\n"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct ticket_secrets secrets;
        assert_int_equal(folder_write(&w->folder, "secret", others[i]), 0);
        assert_int_equal(ticket_secret_read(w->path, &w->diag, &secrets), ERR_SYNTAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_missing_secret_is_an_error_with_the_command_that_makes_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(clocks_of_nodes_may_be_a_day_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_renewed_secret_opens_for_a_day_what_the_one_before_has_sealed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_48_bytes_of_earlier_versions_are_a_secret, set_up, tear_down),
        cmocka_unit_test_setup_teardown(anything_else_is_none, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
