#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jekyll/script_name.h"

static void scripts_are_known_by_their_path(void **state)
{
    (void)state;
    static const str scripts[] = {STR_INIT("cgi-bin"), STR_INIT("cgi-bin/x"), STR_INIT("a/CGI-BIN/b/c.md"),
                                  STR_INIT("x.cgi"),   STR_INIT("a/X.FCGI"),  STR_INIT("a.dcgi")};
    static const str others[] = {STR_INIT(""),          STR_INIT("cgi-bin.md"), STR_INIT("my-cgi-bin/x"),
                                 STR_INIT("x.cgi.txt"), STR_INIT("cgi"),        STR_INIT("about/cgi.md")};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        assert_true(script_name_is(scripts[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(script_name_is(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_are_known_by_their_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
