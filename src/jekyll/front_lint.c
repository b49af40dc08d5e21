#include "jekyll/front_lint.h"

#include "jekyll/page_lang.h"
#include "site/generator.h"
#include "site/settings.h"
#include "text/unmarked.h"

static void check_title(const struct data *front, const struct page *page, struct diag *diag)
{
    for (size_t i = 0; front && i < front->count; i++) {
        const struct data *value = front->pairs[i].value;
        bool empty = value->kind == DATA_NULL || (value->kind == DATA_STRING && !str_trim(value->text).n);
        if (str_eq(front->pairs[i].key, STR("title")) && empty)
            diag_add(diag, SEVERITY_WARNING, page->source, front->pairs[i].line,
                     "the title is empty, so \"%.*s\" is shown instead; write one", STR_ARG(page->title));
    }
}

/* Words that are shown plain on every list, where the web shows what its theme makes of them. */
static void check_markup(const struct data *front, const struct page *page, struct diag *diag)
{
    static const str keys[] = {STR_INIT("title"), STR_INIT("description"), STR_INIT("author"),  STR_INIT("tags"),
                               STR_INIT("tag"),   STR_INIT("categories"),  STR_INIT("category")};
    struct arena *arena = arena_create();
    bool told = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && !told; i++) {
        const struct data *value = data_get(front, keys[i]);
        size_t count = value && value->kind == DATA_LIST ? value->count : value ? 1 : 0;
        for (size_t k = 0; k < count && !told; k++) {
            const struct data *item = value->kind == DATA_LIST ? value->items[k] : value;
            str written = str_trim(arena_one_line(arena, data_text(item, arena)));
            str words = text_unmark(written, arena);
            told = !str_eq(written, words);
            if (told)
                diag_add(diag, SEVERITY_NOTE, page->source, item->line,
                         "%.*s: is shown without its HTML, as \"%.*s\"; write plain words", STR_ARG(keys[i]),
                         STR_ARG(str_first(words, 200)));
        }
    }
    arena_destroy(arena);
}

/* In a folder of no generator "published" may be a day. */
static bool dates_by_it(const struct page *page)
{
    return page->site && !str_eq(site_settings(page->site)->generator->name, STR("Jekyll"));
}

static void check_flags(const struct data *front, const struct page *page, struct diag *diag)
{
    static const str flags[] = {STR_INIT("published"), STR_INIT("hard_wrap"), STR_INIT("sitemap"), STR_INIT("toc"),
                                STR_INIT("render_with_liquid")};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        const struct data *value = data_get(front, flags[i]);
        if (value && i == 0 && value->kind != DATA_BOOL && dates_by_it(page))
            continue;
        if (value && value->kind != DATA_BOOL && value->kind != DATA_NULL && value->kind != DATA_MAP)
            diag_add(diag, SEVERITY_WARNING, page->source, value->line,
                     "%.*s: \"%.*s\" is neither true nor false; write one of them", STR_ARG(flags[i]),
                     STR_ARG(value->text));
    }
}

static bool has_dots(str path)
{
    bool found = false;
    str part;
    for (bool more = true; more && !found; found = str_eq(part, STR("..")))
        more = str_cut(path, '/', &part, &path);
    return found;
}

/* Addresses that a blogger can hardly have meant. */
static void check_permalink(const struct data *front, const struct page *page, struct diag *diag)
{
    const struct data *value = data_get(front, STR("permalink"));
    if (!value || value->kind != DATA_STRING)
        return;
    str path = value->text;
    const char *fault = NULL;
    if (str_span_not(path, "?#") < path.n)
        fault = "on the web the path ends before \"?\" and \"#\"; write it without them";
    else if (has_dots(path))
        fault = "\"..\" is left out, and leads nowhere; write the path without it";
    else if (str_span_not(path, "[]{}<>\"\\^`| \t") < path.n)
        fault = "brackets, quotes and blanks must be escaped; write it without them";
    if (fault)
        diag_add(diag, SEVERITY_WARNING, page->source, value->line, "permalink: this page is at %.*s: %s",
                 STR_ARG(page->url), fault);
}

void front_lint(const struct frontmatter *front, const struct page *page, struct diag *diag)
{
    check_title(front->data, page, diag);
    check_markup(front->data, page, diag);
    check_flags(front->data, page, diag);
    check_permalink(front->data, page, diag);
    lang_lint(data_get(front->data, STR("lang")), STR("lang"), page->source, diag);
}
