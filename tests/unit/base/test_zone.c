#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/zone.h"

#include <fcntl.h>
#include <unistd.h>

struct known_moment {
    const char *zone;
    int64_t seconds;
    int offset;
};

struct known_wall {
    const char *zone;
    struct civil civil;
    int64_t seconds;
    int offset;
};

#include "base/zone_table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct world {
    struct arena *arena;
    int zoneinfo;
};

static int set_up(void **state)
{
    static struct world world;
    world = (struct world){arena_create(), open("/usr/share/zoneinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    *state = &world;
    return world.zoneinfo < 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    arena_destroy(w->arena);
    return close(w->zoneinfo);
}

static const struct zone *load(struct world *w, const char *name)
{
    const struct zone *zone = NULL;
    assert_int_equal(zone_load(w->zoneinfo, str_of(name), w->arena, &zone), OK);
    return zone;
}

static void every_moment_has_the_offset_python_computes(void **state)
{
    for (size_t i = 0; i < COUNT(known_moments); i++) {
        const struct known_moment *k = &known_moments[i];
        int offset = zone_offset(load(*state, k->zone), k->seconds);
        if (offset != k->offset)
            print_error("%s %lld\n", k->zone, (long long)k->seconds);
        assert_int_equal(offset, k->offset);
    }
}

static void every_wall_clock_is_the_moment_python_computes(void **state)
{
    for (size_t i = 0; i < COUNT(known_walls); i++) {
        const struct known_wall *k = &known_walls[i];
        struct moment m = zone_local(load(*state, k->zone), &k->civil);
        if (m.seconds != k->seconds || m.offset != k->offset)
            print_error("%s %d-%d-%d %d:%d\n", k->zone, k->civil.year, k->civil.month, k->civil.day, k->civil.hour,
                        k->civil.minute);
        assert_int_equal(m.seconds, k->seconds);
        assert_int_equal(m.offset, k->offset);
    }
}

static void an_hour_that_was_skipped_counts_as_if_it_had_not_been(void **state)
{
    const struct civil skipped = {2024, 3, 10, 2, 30, 0};
    struct moment m = zone_local(load(*state, "America/New_York"), &skipped);
    assert_int_equal(m.seconds, 1710055800); /* 03:30 -0400, as Ruby's Time.local has it */
    assert_int_equal(m.offset, -14400);
}

static void an_hour_that_came_twice_is_the_first(void **state)
{
    const struct civil twice = {2024, 11, 3, 1, 30, 0};
    struct moment m = zone_local(load(*state, "America/New_York"), &twice);
    assert_int_equal(m.seconds, 1730611800);
    assert_int_equal(m.offset, -14400);
}

static void a_skipped_day_is_the_next_one(void **state)
{
    const struct civil skipped = {2011, 12, 30, 12, 0, 0}; /* Samoa crossed the date line */
    struct moment m = zone_local(load(*state, "Pacific/Apia"), &skipped);
    assert_int_equal(m.seconds, 1325282400);
    assert_int_equal(m.offset, 50400);
}

static void utc_needs_no_database(void **state)
{
    struct world *w = *state;
    const struct zone *zone;
    assert_int_equal(zone_load(-1, STR("UTC"), w->arena, &zone), OK);
    assert_int_equal(zone_offset(zone, 1700000000), 0);
    assert_int_equal(zone_offset(zone_utc(), INT64_MIN), 0);
}

static void a_posix_string_is_a_zone(void **state)
{
    struct world *w = *state;
    const struct zone *zone;
    assert_int_equal(zone_load(-1, STR("CST-8"), w->arena, &zone), OK);
    assert_int_equal(zone_offset(zone, 0), 28800);
    assert_int_equal(zone_load(w->zoneinfo, STR("AEST-10AEDT"), w->arena, &zone), OK);
    assert_int_equal(zone_offset(zone, 1719792000), 39600); /* July, by the rules of the United States */
}

static void what_is_no_zone_is_not_found(void **state)
{
    static const char *const names[] = {"", "Asia/Taipeh", "/etc/passwd", "../zoneinfo/UTC", "Asia", "UTC8!", "Mars"};
    struct world *w = *state;
    const struct zone *zone;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(zone_load(w->zoneinfo, str_of(names[i]), w->arena, &zone), ERR_NOT_FOUND);
    assert_int_equal(zone_load(-1, STR("Asia/Taipei"), w->arena, &zone), ERR_NOT_FOUND);
}

static void a_file_that_is_no_zone_is_a_syntax_error(void **state)
{
    struct world *w = *state;
    const struct zone *zone;
    assert_int_equal(zone_load(w->zoneinfo, STR("tzdata.zi"), w->arena, &zone), ERR_SYNTAX);
}

/* A block with one change at 2001-09-09T01:46:40Z, from UTC+1 to UTC+2; TIME_SIZE is 4 or 8. */
static void put_block(struct buf *b, char version, bool wide)
{
    buf_printf(b, "TZif%c", version);
    buf_put_repeat(b, '\0', 15 + 12);
    buf_put(b, (str){"\0\0\0\1\0\0\0\2\0\0\0\4", 12});
    if (wide)
        buf_put_repeat(b, '\0', 4);
    buf_put(b, (str){"\x3B\x9A\xCA\x00", 4});
    buf_put_char(b, '\1');
    buf_put(b, (str){"\0\0\x0E\x10\0\0\0\0\x1C\x20\1\0", 12});
    buf_put(b, (str){"ONE", 4});
}

static struct buf make_file(const char *footer)
{
    struct buf b;
    buf_init(&b, 4096);
    put_block(&b, footer ? '3' : '\0', false);
    if (footer) {
        put_block(&b, '3', true);
        buf_printf(&b, "\n%s\n", footer);
    }
    return b;
}

static void the_first_version_of_the_format_is_read(void **state)
{
    struct world *w = *state;
    struct buf file = make_file(NULL);
    const struct zone *zone;
    assert_int_equal(zone_parse(buf_str(&file), w->arena, &zone), OK);
    buf_finish(&file);
    assert_int_equal(zone_offset(zone, 999999999), 3600);
    assert_int_equal(zone_offset(zone, 1000000000), 7200);
    assert_int_equal(zone_offset(zone, INT64_MAX), 7200);
    assert_int_equal(zone_offset(zone, INT64_MIN), 3600);
}

static void every_beginning_of_a_file_is_a_syntax_error(void **state)
{
    struct world *w = *state;
    const struct zone *zone;
    struct buf file = make_file("EST5EDT,M3.2.0,M11.1.0");
    for (size_t n = 0; n < file.n; n++)
        assert_int_equal(zone_parse(str_first(buf_str(&file), n), w->arena, &zone), ERR_SYNTAX);
    assert_int_equal(zone_parse(buf_str(&file), w->arena, &zone), OK);
    buf_finish(&file);
}

static void a_broken_footer_is_a_syntax_error(void **state)
{
    static const char *const footers[] = {"EST",
                                          "5",
                                          "EST5EDT,",
                                          "EST5EDT,M3.2.0",
                                          "EST5EDT,M13.2.0,M11.1.0",
                                          "EST25",
                                          "EST5EDT,M3.2.7,M1.1.0",
                                          "<EST5",
                                          "EST5EDT,J0,J5",
                                          "EST5EDT,M3.2.0/168,M11.1.0",
                                          "EST5 "};
    struct world *w = *state;
    for (size_t i = 0; i < COUNT(footers); i++) {
        struct buf file = make_file(footers[i]);
        const struct zone *zone;
        assert_int_equal(zone_parse(buf_str(&file), w->arena, &zone), ERR_SYNTAX);
        buf_finish(&file);
    }
}

/* Times and their offsets, by Python's zoneinfo; for days counted from 0, where Python is a day early, by glibc. */
static const struct known_moment known_rules[] = {
    {"EST5EDT,M3.2.0,M11.1.0", 1704067200, -18000},
    {"EST5EDT,M3.2.0,M11.1.0", 1710053999, -18000},
    {"EST5EDT,M3.2.0,M11.1.0", 1710054000, -14400},
    {"EST5EDT,M3.2.0,M11.1.0", 1730613599, -14400},
    {"EST5EDT,M3.2.0,M11.1.0", 1730613600, -18000},
    {"EST5EDT,M3.2.0,M11.1.0", 1951365600, -18000},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", 1711846799, 0},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", 1711846800, 3600},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", 1729990800, 0},
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1712415599, 39600},
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1712415600, 37800},
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1728142200, 39600},
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846800, -3600},
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1729990800, -7200},
    {"IST-2IDT,M3.4.4/26,M10.5.0", 1711670399, 7200},
    {"IST-2IDT,M3.4.4/26,M10.5.0", 1711670400, 10800},
    {"IST-2IDT,M3.4.4/26,M10.5.0", 1950735600, 7200},
    {"AAA-3BBB,J60/0,J300/0", 1709240400, 14400},
    {"AAA-3BBB,J60/0,J300/0", 1930078799, 10800},
    {"AAA-3BBB,J60/0,J300/0", 1930078800, 14400},
    {"AAA-3BBB,59/0,299/0", 1709153999, 10800},
    {"AAA-3BBB,59/0,299/0", 1709154000, 14400},
    {"AAA-3BBB,59/0,299/0", 1950811200, 10800},
    {"XXX3EDT4,0/0,J365/23", 1704067200, -14400},
    {"XXX3EDT4,0/0,J365/23", 1735700400, -14400},
    {"<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", 1711846800, -7200},
    {"CST-8", 4102444800, 28800},
};

static void the_footer_rules_what_comes_after_the_table(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < COUNT(known_rules); i++) {
        const struct known_moment *k = &known_rules[i];
        struct buf file = make_file(k->zone);
        const struct zone *zone;
        assert_int_equal(zone_parse(buf_str(&file), w->arena, &zone), OK);
        buf_finish(&file);
        assert_int_equal(zone_offset(zone, k->seconds), k->offset);
        assert_int_equal(zone_offset(zone, 999999999), 3600);
    }
}

static void no_moment_is_out_of_range(void **state)
{
    const struct zone *zone = load(*state, "America/New_York");
    assert_int_equal(zone_offset(zone, 1710054000 + INT64_C(12622780800) * 1000), -14400);
    const struct civil far = {9999, 7, 1, 0, 0, 0};
    assert_int_equal(zone_local(zone, &far).offset, -14400);
    int at_the_end = zone_offset(zone, INT64_MAX);
    assert_true(at_the_end == -14400 || at_the_end == -18000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_moment_has_the_offset_python_computes),
        cmocka_unit_test(every_wall_clock_is_the_moment_python_computes),
        cmocka_unit_test(an_hour_that_was_skipped_counts_as_if_it_had_not_been),
        cmocka_unit_test(an_hour_that_came_twice_is_the_first),
        cmocka_unit_test(a_skipped_day_is_the_next_one),
        cmocka_unit_test(utc_needs_no_database),
        cmocka_unit_test(a_posix_string_is_a_zone),
        cmocka_unit_test(what_is_no_zone_is_not_found),
        cmocka_unit_test(a_file_that_is_no_zone_is_a_syntax_error),
        cmocka_unit_test(the_first_version_of_the_format_is_read),
        cmocka_unit_test(every_beginning_of_a_file_is_a_syntax_error),
        cmocka_unit_test(a_broken_footer_is_a_syntax_error),
        cmocka_unit_test(the_footer_rules_what_comes_after_the_table),
        cmocka_unit_test(no_moment_is_out_of_range),
    };
    return cmocka_run_group_tests_name("zone", tests, set_up, tear_down);
}
