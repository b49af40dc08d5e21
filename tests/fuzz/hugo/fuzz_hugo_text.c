#include "../input.h"
#include "hugo/asciidoc.h"
#include "hugo/raw_html.h"
#include "hugo/shortcode_fill.h"
#include "hugo/shortcode_words.h"
#include "hugo/zola_text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(str before, str after)
{
    if (str_count(before, '\n') != str_count(after, '\n') || after.n > 4 * before.n + 65536)
        abort();
}

/* A template, filled in, gives words in one line whose length is a multiple of the input's. */
static void check_template(str text, const struct shortcode_scope *scope)
{
    const struct shortcode_tag tag = {
        .name = STR("x"), .arguments = {{STR("src"), STR("a.png")}, {STR(""), STR("one\ntwo")}}, .count = 2};
    struct buf filled, words;
    buf_init(&filled, 1 << 20);
    buf_init(&words, 1 << 20);
    shortcode_fill(&filled, text, &tag, scope);
    shortcode_words_put(&words, buf_str(&filled));
    if (words.n > 8 * filled.n + 64)
        abort();
    buf_finish(&filled);
    buf_finish(&words);
}

/* A folder of pictures stands before each of them, and values of attributes before that: each line is one of the
 * author's, in their order, and in all no more than a multiple. */
static void check_asciidoc(str text, const struct page *page, struct arena *arena)
{
    const struct asciidoc_scope scope = {.page = page, .root = -1, .first_line = 1};
    struct mapped after = asciidoc_as_markdown(text, &scope, arena);
    if (str_count(after.text, '\n') != after.count || after.text.n > 24 * text.n + (26 << 20))
        abort();
    for (size_t i = 0; i < after.count; i++)
        if (after.lines[i] < (i ? after.lines[i - 1] : 1))
            abort();
}

/* The passes over a text of Hugo's or Zola's leave its lines as many as they were. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct page page = {.source = STR("content/post/a.md")};
    const struct shortcode_scope scope = {.page = &page, .arena = in.arena, .diag = &in.diag, .first_line = 1};
    check_asciidoc(in.text, &page, in.arena);
    struct raw_html left_out = {.line = 0};
    check_lines(in.text, raw_html_drop(in.text, in.arena, &left_out));
    check_lines(in.text, zola_text(in.text, &scope));
    check_template(in.text, &scope);
    input_close(&in);
    return 0;
}
