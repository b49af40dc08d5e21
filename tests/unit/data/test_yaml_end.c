#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/data.h"

#include <stdio.h>

#define BOM "\xef\xbb\xbf"

static const char *const whole[] = {
    "a: 1\nz: 2\n",
    BOM "a: 1\nz: 2\n",
    BOM BOM "a: 1\nz: 2\n",
    BOM "---\na: 1\nz: 2\n",
    "a: 1\r\nz: 2\r\n",
    "a: 1\rz: 2\r",
    BOM "a: 1\rz: 2",
    "---\na: 1\nz: 2\n---\n",
    "a: 1\nz: 2\n---\n# c\n\n...\n---\n",
    "a: 1\nz: 2\n...\n# c\n \n",
    "a: 1\nz: 2\n...\n",
    "%YAML 1.1\n---\na: 1\nz: 2\n",
    "# c\n\n--- # c\na: 1\nz: 2\n",
    "  a: 1\n  z: 2\n",
    "{a: 1, z: 2}\n# c\n",
    "a: >\n  text\n\nz: 2\n",
    "a: \"x\n  " BOM "y\"\nz: 2\n",
    "a: &x 2\nz: *x\n",
};

static void a_whole_document_is_read_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        const struct data *d = yaml_parse(str_of(whole[i]), STR("a.yml"), 1, arena, &diag);
        if (!d || diag.count)
            fail_msg("case %zu: %.*s", i, diag.count ? (int)diag.entries[0].text.n : 0,
                     diag.count ? diag.entries[0].text.p : "");
        const struct data *last = data_get(d, STR("z"));
        assert_non_null(last);
        assert_int_equal(last->integer, 2);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

static const struct {
    str text;
    int line;
    const char *words;
} halves[] = {
    {STR_INIT("  a: 1\nz: 2\n"), 2, "less than the first key in line 1"},
    {STR_INIT(BOM "# c\n\n a: 1\n b: 1\nz: 2\n"), 5, "less than the first key in line 3"},
    {STR_INIT("\ta: 1\nz: 2\n"), 1, "not YAML"},
    {STR_INIT("  - a\n- z\n"), 2, "less than the first key in line 1"},
    {STR_INIT("a: 1\n---\nz: 2\n"), 2, "second document"},
    {STR_INIT("a: 1\n---\n---\nz: 2\n"), 3, "second document"},
    {STR_INIT("a: 1\n--- z\n"), 2, "second document"},
    {STR_INIT("a: 1\n---\n\"\"\n"), 2, "second document"},
    {STR_INIT("a: 1\n---\n[]\n"), 2, "second document"},
    {STR_INIT("---\n# c\n---\nz: 2\n"), 3, "second document"},
    {STR_INIT("a: 1\r---\rz: 2\r"), 2, "second document"},
    {STR_INIT("a: 1\n...\nz: 2\n"), 2, "\"...\" ends the document"},
    {STR_INIT("a: 1\n... # c\n# c\nz: 2\n"), 2, "\"...\" ends the document"},
    {STR_INIT("a: 1\n...\n---\nz: 2\n"), 3, "second document"},
    {STR_INIT("{a: 1}\nz: 2\n"), 2, "has ended above"},
    {STR_INIT("\"a\"\nz: 2\n"), 2, "ended above"},
    {STR_INIT("a: |\n   b\n z: 2\n"), 3, "not YAML"},
    {STR_INIT("a: 1\nz: *x\n"), 2, "x"},
    {STR_INIT("a:\n" BOM "z: 2\n"), 2, "byte order mark"},
    {STR_INIT("a: 1\r" BOM "z: 2\n"), 2, "byte order mark"},
    {STR_INIT("a: 1\n\0\nz: 2\n"), 2, "bytes that YAML does not allow"},
    {STR_INIT("a: 1\n...\n\0\nz: 2\n"), 3, "bytes that YAML does not allow"},
    {STR_INIT("\xff\xfe"
              "a\0:\0 \0"
              "1\0\n\0"),
     1, "UTF-16"},
    {STR_INIT("\xfe\xff\0a\0:\0 \0"
              "1\0\n"),
     1, "UTF-16"},
    {STR_INIT("a\0:\0 \0"
              "1\0\n\0"),
     1, "UTF-16"},
};

static void what_is_not_read_is_an_error_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        const struct data *d = yaml_parse(halves[i].text, STR("a.yml"), 1, arena, &diag);
        if (d || diag.errors != 1 || diag.count != 1)
            fail_msg("case %zu: %zu errors", i, diag.errors);
        const struct diag_entry *e = &diag.entries[0];
        if (e->line != halves[i].line || str_find(e->text, str_of(halves[i].words)) == STR_NONE)
            fail_msg("case %zu: line %d: %.*s", i, e->line, (int)e->text.n, e->text.p);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

/* An editor's file ends anywhere. */
static void nothing_stands_behind_an_empty_one(void **state)
{
    (void)state;
    static const char *const empty[] = {"",        BOM,  "\n", "# c\n", "---\n", "---\n---\n", "---\n# c\n...\n",
                                        BOM "---", "~\n"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        const struct data *d = yaml_parse(str_of(empty[i]), STR("a.yml"), 1, arena, &diag);
        if (!d || d->kind != DATA_NULL || diag.count)
            fail_msg("case %zu", i);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

static void who_reads_for_jekyll_hears_what_jekyll_does(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
        size_t errors;
    } cases[] = {
        {"  a: 1\nz: 2\n", "Jekyll silently stops reading here", 1},
        {"a: 1\n---\nz: 2\n", "Jekyll silently stops reading here", 1},
        {"a: 1\n...\nz: 2\n", "Jekyll silently stops reading here", 1},
        {BOM "a: 1\n", "Jekyll stumbles", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        yaml_parse_for_jekyll(str_of(cases[i].text), STR("a.yml"), 1, arena, &diag);
        assert_int_equal(diag.errors, cases[i].errors);
        assert_int_equal(diag.count, cases[i].errors + 1);
        const struct diag_entry *note = &diag.entries[diag.count - 1];
        assert_int_equal(note->severity, SEVERITY_NOTE);
        assert_int_not_equal(str_find(note->text, str_of(cases[i].words)), STR_NONE);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_document_is_read_whole),
        cmocka_unit_test(what_is_not_read_is_an_error_with_its_line),
        cmocka_unit_test(nothing_stands_behind_an_empty_one),
        cmocka_unit_test(who_reads_for_jekyll_hears_what_jekyll_does),
    };
    return cmocka_run_group_tests_name("data/yaml_end", tests, NULL, NULL);
}
