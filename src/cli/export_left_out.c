#include "cli/export_left_out.h"

#include "base/beneath.h"
#include "base/log.h"

/* The end of the tag that begins at S[AT]; one that goes on in the next line ends with this. */
static size_t tag_end(str s, size_t at)
{
    size_t end = str_find(str_from(s, at), STR(">"));
    return end == STR_NONE ? s.n : at + end;
}

/* "onclick=" and the like in the tag TAG, "<b onclick=…". */
static bool has_handler(str tag)
{
    for (size_t i = 1; i + 2 < tag.n; i++) {
        str name = str_from(tag, i);
        if (!char_is_space(tag.p[i - 1]) || !str_starts_nocase(name, STR("on")))
            continue;
        size_t letters = 2;
        while (letters < name.n && char_is_alpha(name.p[letters]))
            letters++;
        if (letters > 2 && str_starts(str_trim_left(str_from(name, letters)), STR("=")))
            return true;
    }
    return false;
}

static const char *left_out_of_tag(str tag)
{
    if (str_starts_nocase(tag, STR("<script")))
        return "<script>";
    if (str_starts_nocase(tag, STR("<style")))
        return "<style>";
    return tag.n > 1 && char_is_alpha(tag.p[1]) && has_handler(tag) ? "an on…= attribute" : NULL;
}

/* The first thing in LINE that is left out, but for what stands between backticks; NULL: there is none. */
static const char *left_out(str line)
{
    static const char script[] = "javascript:";
    bool code = false;
    for (size_t i = 0; i < line.n; i++) {
        str rest = str_from(line, i);
        code ^= line.p[i] == '`';
        if (code)
            continue;
        const char *found = line.p[i] == '<' ? left_out_of_tag(str_first(rest, tag_end(line, i) - i)) : NULL;
        if (found)
            return found;
        if (i && str_has_char(STR("(\"'="), line.p[i - 1]) && str_starts_nocase(rest, str_of(script)))
            return script;
    }
    return NULL;
}

/* Front matter is shown as text, or not at all. */
static bool is_front_matter(str line, int number, str *end)
{
    if (number == 1 && (str_eq(line, STR("---")) || str_eq(line, STR("+++")))) {
        *end = line;
        return true;
    }
    bool within = end->n > 0;
    if (str_eq(line, *end))
        *end = STR("");
    return within;
}

static void tell(str source, str text)
{
    bool fence = false;
    str line, end = STR("");
    for (int number = 1; str_line(&text, &line); number++) {
        if (is_front_matter(str_trim_right(line), number, &end))
            continue;
        str bare = str_trim_left(line);
        if (str_starts(bare, STR("```")) || str_starts(bare, STR("~~~")))
            fence = !fence;
        bool indented = line.n - bare.n >= 4 || str_starts(line, STR("\t"));
        const char *found = fence || indented ? NULL : left_out(line);
        if (found)
            log_note("%.*s:%d: %s is left out: nothing of a page runs in a browser", STR_ARG(source), number, found);
    }
}

static void tell_all(const struct site *site, int root, const struct page *const *pages, size_t count)
{
    struct arena *arena = arena_create();
    for (size_t i = 0; i < count; i++) {
        str text;
        bool marked = pages[i]->format == FORMAT_MARKDOWN || pages[i]->format == FORMAT_HTML;
        if (marked && beneath_read(site_root(site, root), page_file(pages[i]), DOCUMENT_MAX, arena, &text) == OK)
            tell(pages[i]->source, text);
        arena_reset(arena);
    }
    arena_destroy(arena);
}

void export_tell_left_out(const struct site *site, int capsule_root)
{
    size_t count;
    const struct page *const *pages = site_posts(site, &count);
    tell_all(site, capsule_root, pages, count);
    pages = site_pages(site, &count);
    tell_all(site, capsule_root, pages, count);
}
