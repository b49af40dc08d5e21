#include "server/config_case.h"
#include "server/config_load.h"
#include "server/config_settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file together with the command line. */

static const struct config_flags no_flags = {.gemini_port = PORT_SAME,
                                             .gopher_port = PORT_SAME,
                                             .public_gemini_port = PORT_SAME,
                                             .public_gopher_port = PORT_SAME};

/* Loads TEXT as a file. */
static enum err load(struct world *w, const char *text, struct config_flags flags)
{
    char path[] = "/tmp/splashdown-config-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    flags.file = arena_str(w->arena, str_of(path));
    enum err err = config_load(&flags, w->arena, &w->diag, &w->config);
    unlink(path);
    return err;
}

static const char two_hosts[] = "hosts: [{name: a.example, capsule: /a, aliases: [b.example]},\n"
                                "        {name: c.example, capsule: /c}]\n";

static void without_a_file_the_folder_is_served_as_localhost(void **state)
{
    struct world *w = *state;
    assert_int_equal(config_load(&no_flags, w->arena, &w->diag, &w->config), OK);
    assert_int_equal(w->config.hosts.count, 1);
    assert_text(w->config.hosts.items[0].name, "localhost");
    assert_text(w->config.hosts.items[0].capsule, ".");
    assert_int_equal(w->config.gemini.public_port, 1965);
    assert_true(w->config.certs.n > 0);
}

static void the_command_line_wins(void **state)
{
    struct world *w = *state;
    struct config_flags flags = no_flags;
    flags.gemini_port = 2000;
    flags.public_gopher_port = 7071;
    flags.workers = STR("auto");
    flags.certs = STR("/elsewhere");
    flags.capsule = STR("/blog");
    flags.host = STR("D.example");
    assert_int_equal(load(w, two_hosts, flags), OK);
    assert_int_equal(w->config.hosts.count, 1);
    assert_text(w->config.hosts.items[0].name, "d.example");
    assert_text(w->config.hosts.items[0].capsule, "/blog");
    assert_text(w->config.default_host, "d.example");
    assert_int_equal(w->config.gemini.port, 2000);
    assert_int_equal(w->config.gemini.public_port, 2000);
    assert_int_equal(w->config.gopher.public_port, 7071);
    assert_int_equal(w->config.workers, WORKERS_AUTO);
    assert_text(w->config.certs, "/elsewhere");
}

static void a_host_of_the_file_may_be_chosen(void **state)
{
    struct world *w = *state;
    struct config_flags flags = no_flags;
    flags.host = STR("c.example");
    assert_int_equal(load(w, two_hosts, flags), OK);
    assert_int_equal(w->config.hosts.count, 1);
    assert_text(w->config.hosts.items[0].capsule, "/c");
    flags.host = STR("unknown.example");
    assert_int_equal(load(w, two_hosts, flags), ERR_SYNTAX);
}

static void the_default_host_is_the_first_or_the_named_one(void **state)
{
    struct world *w = *state;
    assert_int_equal(load(w, two_hosts, no_flags), OK);
    assert_int_equal(w->config.fallback, 0);
    char text[512];
    snprintf(text, sizeof text, "%sdefault_host: c.example\n", two_hosts);
    assert_int_equal(load(w, text, no_flags), OK);
    assert_int_equal(w->config.fallback, 1);
    snprintf(text, sizeof text, "%sdefault_host: x.example\n", two_hosts);
    assert_int_equal(load(w, text, no_flags), ERR_SYNTAX);
}

static void what_does_not_fit_together_is_refused(void **state)
{
    struct world *w = *state;
    assert_int_equal(load(w, "hosts: [{name: a.example}]\n", no_flags), ERR_SYNTAX);
    assert_int_equal(load(w, "hosts: [{capsule: /a}]\n", no_flags), ERR_SYNTAX);
    assert_int_equal(load(w, "hosts: [{name: a.example, capsule: /a, key: k}]\n", no_flags), ERR_SYNTAX);
    assert_int_equal(
        load(w, "hosts: [{name: a.example, capsule: /a}, {name: b.example, capsule: /b, aliases: [A.example]}]\n",
             no_flags),
        ERR_SYNTAX);
    assert_int_equal(load(w, "gemini: {port: 0}\ngopher: {port: 0}\n", no_flags), ERR_SYNTAX);
    assert_int_equal(load(w, "gemini: {port: 70}\n", no_flags), ERR_SYNTAX);
    assert_int_equal(w->diag.errors, 6);
}

static void a_missing_file_is_told(void **state)
{
    struct world *w = *state;
    struct config_flags flags = no_flags;
    flags.file = STR("/no/such/file.yml");
    assert_int_equal(config_load(&flags, w->arena, &w->diag, &w->config), ERR_IO);
    assert_true(str_eq(w->diag.entries[0].file, flags.file));
}

static void wrong_flags_are_wrong_usage(void **state)
{
    struct world *w = *state;
    struct config_flags flags = no_flags;
    assert_int_equal(config_check_flags(&flags, &w->diag), OK);
    flags.workers = STR("0");
    assert_int_equal(config_check_flags(&flags, &w->diag), ERR_SYNTAX);
    flags.workers = STR("auto");
    const str listen[] = {STR("localhost")};
    flags.listen = (struct str_list){listen, 1};
    assert_int_equal(config_check_flags(&flags, &w->diag), ERR_SYNTAX);
    flags.listen.count = 0;
    flags.host = STR("a b");
    assert_int_equal(config_check_flags(&flags, &w->diag), ERR_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_a_file_the_folder_is_served_as_localhost),
        TEST(the_command_line_wins),
        TEST(a_host_of_the_file_may_be_chosen),
        TEST(the_default_host_is_the_first_or_the_named_one),
        TEST(what_does_not_fit_together_is_refused),
        TEST(a_missing_file_is_told),
        TEST(wrong_flags_are_wrong_usage),
    };
    return cmocka_run_group_tests_name("server/config_load", tests, NULL, NULL);
}
