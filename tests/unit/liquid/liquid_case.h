#ifndef TEST_LIQUID_CASE_H
#define TEST_LIQUID_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "liquid/liquid.h"

/* Templates and what they become, with a host that has one variable: "page", a map. */

struct liquid_case {
    const char *in, *out;
};

struct liquid_fixture {
    struct arena *arena;
    struct diag diag;
    const struct data *page;
    struct liquid_host host;
};

static const char fixture_page[] =
    "title: Moon\nlayout: post\ntags: [sky, night]\nrating: 4.5\nlist: [c, a, B, a]\n"
    "deep:\n  key: [1, 2, 3]\nflag: false\nwhen: 2020-03-04\ndate: 2024-05-01 08:00:00 +0800\n"
    "people:\n  - name: Ann\n    age: 30\n  - name: Bob\n    age: 20\n  - name: Cid\n";

static inline struct value fixture_variable(const void *self, str name, const struct value_world *world)
{
    const struct liquid_fixture *f = self;
    return str_eq(name, STR("page")) ? value_of_data(f->page, world) : value_nil();
}

static inline void fixture_open(struct liquid_fixture *f)
{
    f->arena = arena_create();
    diag_init(&f->diag);
    f->page = yaml_parse(str_of(fixture_page), STR("f"), 1, f->arena, NULL);
    f->host = (struct liquid_host){.file = STR("post.md"), .self = f, .variable = fixture_variable};
    assert_non_null(f->page);
}

static inline void fixture_close(struct liquid_fixture *f)
{
    diag_finish(&f->diag);
    arena_destroy(f->arena);
}

/* TEXT as a body that begins at line 10 of its file. */
static inline struct mapped fixture_run(struct liquid_fixture *f, str text)
{
    size_t count = 0;
    for (str rest = text, line; str_line(&rest, &line);)
        count++;
    int *lines = ARENA_ARRAY(f->arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = 10 + (int)i;
    diag_finish(&f->diag);
    diag_init(&f->diag);
    struct mapped out = liquid_render((struct mapped){text, lines, count}, &f->host, f->arena, &f->diag);
    count = 0;
    for (str rest = out.text, line; str_line(&rest, &line);)
        count++;
    assert_int_equal(out.count, count);
    return out;
}

static inline void fixture_check(struct liquid_fixture *f, const struct liquid_case *cases, size_t count, bool quiet)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct mapped out = fixture_run(f, str_of(cases[i].in));
        bool told = quiet && f->diag.count;
        if (str_eq(out.text, str_of(cases[i].out)) && !told)
            continue;
        wrong++;
        print_error("%s\n  gives  %.*s\n  not    %s\n", cases[i].in, STR_ARG(out.text), cases[i].out);
        if (told)
            print_error("  warns  %.*s\n", STR_ARG(f->diag.entries[0].text));
    }
    assert_int_equal(wrong, 0);
}

static inline void liquid_check(const struct liquid_case *cases, size_t count, bool quiet)
{
    struct liquid_fixture f;
    fixture_open(&f);
    fixture_check(&f, cases, count, quiet);
    fixture_close(&f);
}

#define LIQUID_CHECK(cases, quiet) liquid_check((cases), sizeof(cases) / sizeof *(cases), (quiet))

#endif
