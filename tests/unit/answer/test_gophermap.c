#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/gophermap.h"
#include "content/load.h"
#include "folder.h"

#include <stdio.h>
#include <string.h>

static const struct folder_file files[] = {
    {"about.md", "# About\n"},         {"100%.txt", "x"},           {"museum/gophermap", "x\n"},
    {"museum/note.txt", "x"},          {"museum/our cat.jpg", "x"}, {"museum/page.html", "<p>x</p>\n"},
    {"museum/attic/gophermap", "x\n"},
};

struct world {
    struct folder folder;
    const struct site *site;
};

static int setup(void **state)
{
    static struct world w;
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    *state = &w;
    return folder_make(&w.folder, files, sizeof files / sizeof *files) != 0 ||
           site_load(w.folder.fd, &options, NULL, NULL, &w.site) != OK;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    folder_remove(&w->folder);
    return 0;
}

#define OURS "\texample.org\t7070\r\n"
#define TEXT "\t\tnull.host\t1\r\n"

/* The menu that the folder "museum" makes of a gophermap. */
static const struct {
    const char *source, *gopher, *gemini;
} rows[] = {
    /* text */
    {"Hello\n", "iHello" TEXT, "Hello\n"},
    {"\xef\xbb\xbfHello\r\n\r\nyou\r\n", "iHello" TEXT "i" TEXT "iyou" TEXT, "Hello\n\nyou\n"},
    {"iHello\tfake\t(NULL)\t0\n", "iHello\tfake\t(NULL)\t0\r\n", "Hello\n"},
    {"iHello\t\n", "iHello" TEXT, "Hello\n"},
    {"i=> a\tTITLE\t\t\n", "i => a\tTITLE\tnull.host\t1\r\n", " => a\n"},
    {"one\ni  two\tx\ty\t1\nthree\n", "ione" TEXT "i  two\tx\ty\t1\r\nithree" TEXT, "one\n  two\nthree\n"},
    {"3Closed\t\terror.host\t1\n", "3Closed\t\terror.host\t1\r\n", "Closed\n"},
    {"one\n# a comment\n#\n#0x\t/y\tz\t70\ntwo\n", "ione" TEXT "itwo" TEXT, "one\ntwo\n"},
    {" # no comment\n", "i # no comment" TEXT, " # no comment\n"},
    {"=> no link\n", "i => no link" TEXT, " => no link\n"},
    {"\tx\n", "i" TEXT, ""},
    /* no item types */
    {"\xe6\x97\xa5\xe6\x9b\x9c\tday\tb.example\t70\n", "i\xe6\x97\xa5\xe6\x9b\x9c" TEXT, "\xe6\x97\xa5\xe6\x9b\x9c\n"},
    {" A\tday\tb.example\t70\n", "i A" TEXT, " A\n"},
    {"a\n.\nb\n", "ia" TEXT, "a\n"},
    {"\x1b[31mred\n", "i [31mred" TEXT, NULL},
    /* missing fields are filled in */
    {"0A note\tnote.txt\n", "0A note\t/museum/note.txt" OURS, "=> /museum/note.txt A note\n"},
    {"0note.txt\t\n", "0note.txt\t/museum/note.txt" OURS, "=> /museum/note.txt note.txt\n"},
    {"0A note\t/museum/note.txt\n", "0A note\t/museum/note.txt" OURS, NULL},
    {"0A note\t/museum/note.txt\texample.org\n", "0A note\t/museum/note.txt" OURS, NULL},
    {"0A note\t/museum/note.txt\tEXAMPLE.org\t7070\n", "0A note\t/museum/note.txt\tEXAMPLE.org\t7070\r\n", NULL},
    {"0A note\tmuseum/note.txt\texample.org\t\n", "0A note\tmuseum/note.txt" OURS, "=> /museum/note.txt A note\n"},
    {"0Full\t/100%.txt\n", "0Full\t/100%.txt" OURS, "=> /100%25.txt Full\n"},
    {"ICat\tour cat.jpg\n", "ICat\t/museum/our cat.jpg" OURS, "=> /museum/our%20cat.jpg Cat\n"},
    {"ICat\tour%20cat.jpg\n", "ICat\t/museum/our%20cat.jpg" OURS, NULL},
    {"1Attic\tattic\n", "1Attic\t/museum/attic" OURS, "=> /museum/attic/ Attic\n"},
    {"1Out\t..\n", "1Out\t/" OURS, "=> / Out\n"},
    {"1Above\t../../etc\n", "1Above\t/museum/../../etc" OURS, "Above\n"},
    {"1Home\t\texample.org\t7070\n", "1Home\t" OURS, "=> / Home\n"},
    {"1 \t/\n", "1 \t/" OURS, "=> /\n"},
    {"1   Home  \t/\n", "1   Home  \t/" OURS, "=> / Home\n"},
    {"7Find\t/search\n", "7Find\t/search" OURS, "=> /search Find\n"},
    /* pages by the names of their sources, whose text has an address of its own */
    {"1About\t/about.md\n", "1About\t/about.md" OURS, "=> /about.gmi About\n"},
    {"0About\t../about.md\n", "0About\t/about.txt" OURS, "=> /about.gmi About\n"},
    {"0About\t/about.md\texample.org\t7070\n", "0About\t/about.txt" OURS, "=> /about.gmi About\n"},
    /* the author's types stay */
    {"0About\t/about\n", "0About\t/about" OURS, "=> /about.gmi About\n"},
    {"1A note\tnote.txt\n", "1A note\t/museum/note.txt" OURS, NULL},
    {"dA note\tnote.txt\n", "dA note\t/museum/note.txt" OURS, "=> /museum/note.txt A note\n"},
    {"pCat\tour cat.jpg\n", "pCat\t/museum/our cat.jpg" OURS, "=> /museum/our%20cat.jpg Cat\n"},
    {";Film\t/film.mp4\texample.org\t7070\n", ";Film\t/film.mp4" OURS, "=> /film.mp4 Film\n"},
    {"hPage\tpage.html\n", "hPage\t/museum/page.html" OURS, "=> /museum/page.html Page\n"},
    /* elsewhere */
    {"1Hole\t\tb.example\t\n", "1Hole\t\tb.example\t70\r\n", "=> gopher://b.example/1 Hole\n"},
    {"1Other\t/\texample.org\t71\n", "1Other\t/\texample.org\t71\r\n", "=> gopher://example.org:71/1/ Other\n"},
    {"0Q\t/cgi?a b\tb.example\n", "0Q\t/cgi?a b\tb.example\t70\r\n", "=> gopher://b.example/0/cgi%3Fa%20b Q\n"},
    {"0E\t/a%20b\tb.example\t70\n", "0E\t/a%20b\tb.example\t70\r\n", "=> gopher://b.example/0/a%2520b E\n"},
    {"0U\t/\xe6\x9c\x88\tb.example\t70\n", "0U\t/\xe6\x9c\x88\tb.example\t70\r\n",
     "=> gopher://b.example/0/%E6%9C%88 U\n"},
    {"dDoc\t/../x\tB.example\t7000\n", "dDoc\t/../x\tB.example\t7000\r\n", NULL},
    {"hWeb\tURL:https://a.example/\n", "hWeb\tURL:https://a.example/" OURS, "=> https://a.example/ Web\n"},
    {"hWeb\t/URL:https://a.example/\tx.example\t70\n", "hWeb\t/URL:https://a.example/\tx.example\t70\r\n",
     "=> https://a.example/ Web\n"},
    {"hWeb\tURL:https://a.example/\t(NULL)\t0\n", "hWeb\tURL:https://a.example/\t(NULL)\t0\r\n", NULL},
    {"hMail\tURL:mailto:me@a.example\n", "hMail\tURL:mailto:me@a.example" OURS, "=> mailto:me@a.example Mail\n"},
    {"hWeb\tGET /x\ta.example\t80\n", "hWeb\tGET /x\ta.example\t80\r\n", "=> http://a.example/x Web\n"},
    {"hWeb\tGET /x\ta.example\n", "hWeb\tGET /x\ta.example\t80\r\n", "=> http://a.example/x Web\n"},
    {"8BBS\tguest\tb.example\t\n", "8BBS\tguest\tb.example\t23\r\n", "=> telnet://guest@b.example BBS\n"},
    {"TBBS\t\tb.example\t2323\n", "TBBS\t\tb.example\t2323\r\n", "=> telnet://b.example:2323 BBS\n"},
    {"1Bad\t/\tno host\t70\n", "1Bad\t/\tno host\t70\r\n", "Bad\n"},
    {"1P\t/\tb.example\t70x\tmore\n", "1P\t/\tb.example\t70\r\n", NULL},
    {"1a\x1b[1m\t/\x1bx\xe2\x80\xae\tb\x07.example\t70\n", "1a [1m\t/x\tb.example\t70\r\n", NULL},
    /* headings and pictures, on Gemini */
    {"Rooms\n-----\n\nOne\n\nMore\n----\nTwo\n", NULL, "# Rooms\n\nOne\n\n## More\n\nTwo\n"},
    {"=====\nRooms\n=====\n", NULL, "# Rooms\n"},
    {"x\n\n+----+\n| ab |\n+----+\n", NULL, "x\n\n```\n+----+\n| ab |\n+----+\n```\n"},
    {"one   1\ntwo   2\n", NULL, "```\none   1\ntwo   2\n```\n"},
};

static str menu_of(const struct world *w, enum link_protocol protocol, const char *source, struct arena *arena)
{
    const struct link_scope scope = {
        .protocol = protocol, .host = STR("example.org"), .gemini_port = 1965, .gopher_port = 7070};
    struct buf out;
    struct menu menu;
    buf_init(&out, 1 << 20);
    menu_begin(&menu, &scope, 70, &out, arena);
    gophermap_put(&menu, w->site, str_of(source), STR("museum"));
    assert_int_equal(menu_end(&menu), OK);
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static void assert_menu(str got, const char *wanted, const char *source)
{
    if (wanted && !str_eq(got, str_of(wanted)))
        fail_msg("%sbecomes\n%.*snot\n%s", source, STR_ARG(got), wanted);
}

static void test_a_gophermap_as_authors_write_it(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        assert_menu(menu_of(*state, LINK_GOPHER, rows[i].source, arena), rows[i].gopher, rows[i].source);
        assert_menu(menu_of(*state, LINK_GEMINI, rows[i].source, arena), rows[i].gemini, rows[i].source);
        arena_destroy(arena);
    }
}

static void test_what_is_too_wide_is_wrapped_below_its_indent(void **state)
{
    struct arena *arena = arena_create();
    str got =
        menu_of(*state, LINK_GOPHER,
                "  終端機的世界是方格紙。拉丁字母佔一格，漢字、假名與諺文佔兩格；組合用的符號一格也不佔。\n", arena);
    assert_menu(got,
                "i  終端機的世界是方格紙。拉丁字母佔一格，漢字、假名與諺文佔兩格；組合用" TEXT
                "i  的符號一格也不佔。" TEXT,
                "a long line ");
    arena_destroy(arena);
}

/* Lines of a menu stay below 1,000 bytes, and the words of an author below 71 columns only where a line is too long. */
static void test_an_item_that_is_too_long_goes_on_in_text(void **state)
{
    struct arena *arena = arena_create();
    char source[4096], label[201], selector[1200];
    memset(label, 'w', sizeof label - 1);
    label[sizeof label - 1] = 0;
    memset(selector, 's', sizeof selector - 1);
    selector[sizeof selector - 1] = 0;
    snprintf(source, sizeof source, "0%s\t/x\tb.example\t70\n", label);
    str whole = arena_printf(arena, "0%s\t/x\tb.example\t70\r\n", label);
    assert_true(str_eq(menu_of(*state, LINK_GOPHER, source, arena), whole));
    snprintf(source, sizeof source, "0%s\t/%.850s\tb.example\t70\n", label, selector);
    str cut = menu_of(*state, LINK_GOPHER, source, arena), line;
    str_line(&cut, &line);
    assert_true(str_starts(line, arena_printf(arena, "0%.70s\t/%.850s\tb.example\t70", label, selector)));
    assert_true(str_eq(cut, arena_printf(arena, "i%.70s" TEXT "i%.60s" TEXT, label, label)));
    snprintf(source, sizeof source, "0Long\t/%s\tb.example\t70\n", selector);
    assert_true(str_eq(menu_of(*state, LINK_GOPHER, source, arena), STR("iLong" TEXT)));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_gophermap_as_authors_write_it),
        cmocka_unit_test(test_what_is_too_wide_is_wrapped_below_its_indent),
        cmocka_unit_test(test_an_item_that_is_too_long_goes_on_in_text),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
