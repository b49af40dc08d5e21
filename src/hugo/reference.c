#include "hugo/reference.h"

#include "hugo/mount.h"
#include "hugo/name.h"
#include "text/valid.h"
#include "uri/uri.h"

size_t reference_language(const struct shortcode_scope *scope)
{
    const struct hugo *h = hugo_of(site_settings(scope->page->site));
    struct name name;
    return name_of(h, scope->page->source, scope->arena, &name) ? name.language : h->main_language;
}

static const struct page *find(const struct shortcode_scope *scope, str source)
{
    const struct site *site = scope->page->site;
    uses_add(scope->uses, USE_SOURCE, source, use_found(site, USE_SOURCE, source));
    return site_find_source(site, source);
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

/* The page whose path without an extension is BARE, or that path with EXTENSION, in the language that MARK names in
 * files; or the index of that bundle. */
static const struct page *find_named(const struct shortcode_scope *scope, str bare, str extension, str mark)
{
    static const str ends[] = {STR_INIT(".md"), STR_INIT(".markdown"), STR_INIT(".html")};
    struct arena *arena = scope->arena;
    const struct page *page = extension.n ? find(scope, ARENA_CONCAT(arena, bare, mark, extension)) : NULL;
    for (size_t i = 0; !page && i < sizeof ends / sizeof *ends; i++)
        page = find(scope, ARENA_CONCAT(arena, bare, mark, ends[i]));
    if (!page)
        page = find(scope, ARENA_CONCAT(arena, bare, STR("/index"), mark, STR(".md")));
    return page ? page : find(scope, ARENA_CONCAT(arena, bare, STR("/_index"), mark, STR(".md")));
}

/* PATH below FOLDER, first in the language of the page that asks. */
static const struct page *find_below(const struct shortcode_scope *scope, str folder, str path)
{
    const struct hugo *h = hugo_of(site_settings(scope->page->site));
    struct arena *arena = scope->arena;
    str whole, slash = folder.n ? STR("/") : STR("");
    if (!uri_remove_dots(ARENA_CONCAT(arena, STR("/"), folder, slash, path), arena, &whole))
        return NULL;
    whole = str_trim_char_right(str_from(whole, 1), '/');
    str bare = bare_name(whole), extension = str_from(whole, bare.n);
    if (str_ends(bare, STR("/index")) || str_ends(bare, STR("/_index"))) {
        bare = folder_of(bare); /* whichever of the two is there */
        extension = STR("");
    }
    const struct page *page = NULL;
    if (h->language_count > 1 || !str_eq(h->languages[h->main_language].name, STR("en")))
        page = find_named(scope, bare, extension,
                          ARENA_CONCAT(arena, STR("."), h->languages[reference_language(scope)].name));
    return page ? page : find_named(scope, bare, extension, STR(""));
}

/* PATH from the root of content/. */
static const struct page *find_in_content(const struct shortcode_scope *scope, size_t language, str path)
{
    const struct hugo *h = hugo_of(site_settings(scope->page->site));
    const struct page *page = NULL;
    str clean;
    if (!uri_remove_dots(ARENA_CONCAT(scope->arena, STR("/"), path), scope->arena, &clean))
        return NULL;
    struct str_list places = mount_places(h, language, str_from(clean, 1), scope->arena);
    for (size_t i = 0; i < places.count && !page; i++)
        page = find_below(scope, STR(""), places.items[i]);
    return page;
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

/* The page PATH, in a folder of the one that asks or from the root of content/, else anywhere. */
static const struct page *find_page(const struct shortcode_scope *scope, size_t language, str path)
{
    bool rooted = path.p[0] == '/';
    str folder = folder_of(scope->page->source);
    const struct page *page = rooted ? NULL : find_below(scope, folder, path);
    if (!page && !rooted)
        page = find_below(scope, folder_of(folder), path);
    if (!page)
        page = find_in_content(scope, language, str_from(path, rooted));
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

const struct page *reference_find(str path, const struct shortcode_scope *scope)
{
    if (!scope->page->site || !path.n)
        return NULL;
    size_t language = reference_language(scope);
    const struct page *page = find_page(scope, language, path);
    str lower = text_lower(path, scope->arena);
    return page || str_eq(lower, path) ? page : find_page(scope, language, lower);
}

str reference_resolve(str path, int line, const struct shortcode_scope *scope)
{
    struct arena *arena = scope->arena;
    size_t hash = str_find_char(path, '#');
    str bare = hash == STR_NONE ? path : str_first(path, hash), fragment = str_from(path, bare.n);
    if (!scope->page->site || !bare.n)
        return path;
    const struct page *page = reference_find(bare, scope);
    if (page)
        return ARENA_CONCAT(arena, site_config(scope->page->site)->baseurl, page->url, fragment);
    const struct hugo *h = hugo_of(site_settings(scope->page->site));
    str list = section_at(scope, &h->languages[reference_language(scope)], text_lower(bare, arena));
    if (list.n)
        return ARENA_CONCAT(arena, site_config(scope->page->site)->baseurl, list, fragment);
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, line,
             "ref: there is no page \"%.*s\"; write its path in content/, without a slash at its end",
             STR_ARG(str_first(bare, 200)));
    return path;
}
