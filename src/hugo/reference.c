#include "hugo/reference.h"

#include "hugo/name.h"
#include "uri/uri.h"

static const struct page *find(const struct shortcode_scope *scope, str source)
{
    const struct site *site = scope->page->site;
    uses_add(scope->uses, USE_SOURCE, source, use_found(site, USE_SOURCE, source));
    return site_find_source(site, source);
}

/* PATH below FOLDER, as a page, or as the index of a bundle. */
static const struct page *find_below(const struct shortcode_scope *scope, str folder, str path)
{
    static const str ends[] = {STR_INIT(""), STR_INIT(".md"), STR_INIT("/index.md"), STR_INIT(".markdown"),
                               STR_INIT(".html")};
    struct arena *arena = scope->arena;
    str whole;
    if (!uri_remove_dots(ARENA_CONCAT(arena, STR("/"), folder, folder.n ? STR("/") : STR(""), path), arena, &whole))
        return NULL;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct page *page = find(scope, ARENA_CONCAT(arena, str_from(whole, 1), ends[i]));
        if (page)
            return page;
    }
    return NULL;
}

static str folder_of(str source)
{
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash);
}

static str extension_of(str name)
{
    size_t dot = str_find_last(name, '.');
    return dot == STR_NONE ? STR("") : str_from(name, dot);
}

/* NAME without the extension of a page. */
static str bare_name(str name)
{
    return name_is_page(name) ? str_first(name, name.n - extension_of(name).n) : name;
}

/* The page NAME anywhere, in the language of the one that asks. */
static const struct page *find_anywhere(const struct shortcode_scope *scope, size_t language, str name)
{
    const struct site *site = scope->page->site;
    const struct hugo *h = hugo_of(site_settings(site));
    struct arena *arena = scope->arena;
    struct name found;
    name = bare_name(name);
    uses_add(scope->uses, USE_POST, name, use_found(site, USE_POST, name));
    const struct page *page = site_find_post(site, name);
    if (!page || !name_of(h, page->source, arena, &found) || found.language == language)
        return page;
    /* Its translation lies beside it. */
    str folder = folder_of(page->source), slash = folder.n ? STR("/") : STR("");
    str mark = language == h->main_language ? STR("") : ARENA_CONCAT(arena, STR("."), h->languages[language].name);
    return find(scope, ARENA_CONCAT(arena, folder, slash, found.base, mark, found.extension));
}

str reference_resolve(str path, int line, const struct shortcode_scope *scope)
{
    struct arena *arena = scope->arena;
    size_t hash = str_find_char(path, '#');
    str bare = hash == STR_NONE ? path : str_first(path, hash), fragment = str_from(path, bare.n);
    if (!scope->page->site || !bare.n)
        return path;
    const struct hugo *h = hugo_of(site_settings(scope->page->site));
    struct name name;
    bool known = name_of(h, scope->page->source, arena, &name);
    str content = h->languages[known ? name.language : h->main_language].content;
    const struct page *page = bare.p[0] == '/' ? NULL : find_below(scope, folder_of(scope->page->source), bare);
    if (!page && bare.p[0] != '/')
        page = find_below(scope, folder_of(folder_of(scope->page->source)), bare);
    if (!page)
        page = find_below(scope, content, str_from(bare, bare.p[0] == '/'));
    if (!page && !str_has_char(bare, '/'))
        page = find_anywhere(scope, known ? name.language : h->main_language, bare);
    if (page)
        return ARENA_CONCAT(arena, site_config(scope->page->site)->baseurl, page->url, fragment);
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, line,
             "ref: there is no page \"%.*s\"; write its path in content/, without a slash at its end",
             STR_ARG(str_first(bare, 200)));
    return path;
}
