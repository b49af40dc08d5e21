#include "hugo/reference.h"

#include "hugo/name.h"
#include "text/valid.h"
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
    static const str ends[] = {STR_INIT(""),          STR_INIT(".md"),   STR_INIT("/index.md"),
                               STR_INIT(".markdown"), STR_INIT(".html"), STR_INIT("/_index.md")};
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

/* The page PATH, in a folder of the one that asks or from the root of CONTENT, else anywhere. */
static const struct page *find_page(const struct shortcode_scope *scope, size_t language, str content, str path)
{
    bool rooted = path.p[0] == '/';
    str folder = folder_of(scope->page->source);
    const struct page *page = rooted ? NULL : find_below(scope, folder, path);
    if (!page && !rooted)
        page = find_below(scope, folder_of(folder), path);
    if (!page)
        page = find_below(scope, content, str_from(path, rooted));
    if (!page && !str_has_char(path, '/'))
        page = find_anywhere(scope, language, path);
    return page;
}

/* The address of the home page or the list of the section PATH, which has no file of its own; empty: there is none. */
static str section_at(const struct shortcode_scope *scope, const struct language *language, str path)
{
    str name = str_trim_char_right(path.p[0] == '/' ? str_from(path, 1) : path, '/');
    if (!name.n)
        return ARENA_CONCAT(scope->arena, language->prefix, STR("/"));
    str address = ARENA_CONCAT(scope->arena, language->prefix, STR("/"), name, STR("/"));
    return site_find_list(scope->page->site, address) ? address : STR("");
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
    size_t language = known ? name.language : h->main_language;
    const struct page *page = find_page(scope, language, content, bare);
    str lower = text_lower(bare, arena);
    if (!page && !str_eq(lower, bare))
        page = find_page(scope, language, content, lower);
    if (page)
        return ARENA_CONCAT(arena, site_config(scope->page->site)->baseurl, page->url, fragment);
    str list = section_at(scope, &h->languages[language], lower);
    if (list.n)
        return ARENA_CONCAT(arena, site_config(scope->page->site)->baseurl, list, fragment);
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, line,
             "ref: there is no page \"%.*s\"; write its path in content/, without a slash at its end",
             STR_ARG(str_first(bare, 200)));
    return path;
}
