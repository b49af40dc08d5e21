#include "search/text.h"

#include "content/document.h"
#include "search/question.h"
#include "text/clean.h"
#include "text/valid.h"
#include "text/width.h"
#include "text/words.h"

enum { BEFORE_COLUMNS = 30, SNIPPET_COLUMNS = 160, SNIPPET_FILE_MAX = 1 << 20 };

bool search_text_within(int root, const struct page *page, int64_t steps, struct arena *arena, str *out)
{
    const struct document *document;
    struct arena *scratch = arena_create();
    struct effort effort = {.steps_max = steps};
    str text = STR("");
    if (document_open_within(root, page, &effort, scratch, NULL, &document) == OK)
        text = document->root ? tree_text(document->root, scratch) : document->source;
    text = str_first(text, SEARCH_TEXT_MAX);
    *out = text_is_valid(text) ? arena_str(arena, text) : text_repair(arena_str(arena, text), arena, NULL);
    arena_destroy(scratch);
    return !steps || !effort.over;
}

str search_text(int root, const struct page *page, struct arena *arena)
{
    str text;
    search_text_within(root, page, 0, arena, &text);
    return text;
}

str search_clean(str words, struct arena *arena)
{
    words = text_repair(str_first(words, SEARCH_WORDS_MAX), arena, NULL);
    str clean = STR(""), word;
    while ((word = text_next_word(&words)).n)
        clean = clean.n ? ARENA_CONCAT(arena, clean, STR(" "), word) : word;
    return arena_str(arena, clean_controls(clean, arena));
}

static str one_line(str text, struct arena *arena)
{
    char *line = arena_z(arena, text);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool space = (unsigned char)text.p[i] <= ' ';
        if (!space || (n && line[n - 1] != ' '))
            line[n++] = space ? ' ' : text.p[i];
    }
    return (str){line, n};
}

/* An offset some columns before AT, at the beginning of a word, or of a character in a script without spaces. */
static size_t begin_before(str text, size_t at)
{
    size_t from = at;
    while (from > 0 && text_width(str_between(text, from, at)) < BEFORE_COLUMNS)
        do
            from--;
        while (from > 0 && ((unsigned char)text.p[from] & 0xc0) == 0x80);
    if (from == 0)
        return 0;
    uint32_t c;
    size_t space = str_find_char(str_between(text, from, at), ' ');
    text_decode(str_from(text, from), &c);
    return text_is_cjk(c) || space == STR_NONE ? from : from + space + 1;
}

str search_snippet(int root, const struct page *page, str words, struct arena *arena)
{
    str text = STR("");
    if (page->file_size <= SNIPPET_FILE_MAX)
        search_text_within(root, page, SEARCH_EASY_STEPS, arena, &text);
    text = one_line(text, arena);
    const struct search_terms terms = search_terms_parse(words);
    size_t from = begin_before(text, search_first_hit(text, &terms));
    str rest = str_from(text, from);
    str shown = str_first(rest, text_fit(rest, SNIPPET_COLUMNS));
    bool cut = shown.n < rest.n;
    size_t space = cut ? str_find_last(shown, ' ') : STR_NONE;
    if (space != STR_NONE && space > shown.n / 2)
        shown = str_first(shown, space);
    return ARENA_CONCAT(arena, from ? STR("…") : STR(""), str_trim(shown), cut ? STR("…") : STR(""));
}
