#include "render/links.h"

#include "render/places.h"
#include "site/our_address.h"
#include "site/readme.h"
#include "uri/uri.h"

#include <stdint.h>

enum { FORWARDINGS_MAX = 8 };

/* The rest of URL below PREFIX, which is a whole number of path segments; false when it is not below. */
static bool below(str url, str prefix, str *rest)
{
    prefix = str_trim_char_right(prefix, '/');
    if (!str_starts_nocase(url, prefix))
        return false;
    *rest = str_from(url, prefix.n);
    return !rest->n || rest->p[0] == '/' || rest->p[0] == '?' || rest->p[0] == '#';
}

static str without_scheme(str url)
{
    size_t at = str_find(url, STR("//"));
    return at == STR_NONE ? url : str_from(url, at + 2);
}

/* The path of a full web address that is the site's own. */
static bool own_web_path(const struct site_config *config, str url, str *path)
{
    if (!config->url.n || !below(without_scheme(url), without_scheme(config->url), path))
        return false;
    str inner;
    if (config->baseurl.n && below(*path, config->baseurl, &inner))
        *path = inner;
    else if (config->baseurl.n)
        return false;
    if (!path->n || path->p[0] != '/')
        *path = STR("/");
    return true;
}

/* REFERENCE as a path from the root, without dot segments. */
static str absolute_path(str folder_of, str reference, struct arena *arena)
{
    if (!str_starts(reference, STR("/"))) {
        size_t slash = str_find_last(folder_of, '/');
        str folder = slash == STR_NONE ? STR("/") : str_first(folder_of, slash + 1);
        reference = ARENA_CONCAT(arena, str_starts(folder, STR("/")) ? STR("") : STR("/"), folder, reference);
    }
    str clean;
    return uri_remove_dots(reference, arena, &clean) ? clean : reference;
}

/* The type of a missing target: without an extension, or with that of a web page, it was meant to be a page. */
static char type_by_name(str path)
{
    size_t slash = str_find_last(path, '/');
    str name = slash == STR_NONE ? path : str_from(path, slash + 1);
    char type = str_has_char(name, '.') ? mime_gopher_type(mime_of(NULL, name)) : '1';
    return type == 'h' ? '1' : type;
}

/* Jekyll's pages have lists of their own. */
static bool has_no_lists(const struct link_scope *scope)
{
    return scope->protocol == LINK_WEB && !scope->mirror;
}

static bool cannot_be_a_file(const struct link_scope *scope, const struct place *place)
{
    return scope->protocol == LINK_WEB && place->kind == PLACE_SEARCH;
}

/* Finds a folder for which the author has written a menu, or which is listed. */
static bool find_folder(const struct link_scope *scope, const struct site *site, str path, struct arena *arena,
                        struct link_target *target)
{
    str folder = str_trim_char_right(str_from(path, 1), '/');
    if (!folder.n || has_no_lists(scope))
        return false;
    bool menu = site_find_file(site, ARENA_CONCAT(arena, folder, STR("/gophermap")));
    if (!menu && !(site_config(site)->listing && site_has_folder(site, folder)))
        return false;
    *target = link_ours(scope, ARENA_CONCAT(arena, STR("/"), uri_encode_path(folder, arena), STR("/")), '1', arena);
    return true;
}

bool link_find(const struct link_scope *scope, const struct site *site, str path, struct arena *arena,
               struct link_target *target)
{
    const struct page *page = site_find(site, path);
    if (page) {
        *target = link_to_page(scope, page, arena);
        return true;
    }
    const struct site_file *file = site_find_file(site, str_from(path, 1));
    if (!file)
        file = site_find_file_source(site, str_from(path, 1));
    if (file) {
        *target = link_file(scope, site, file, arena);
        return true;
    }
    if (find_folder(scope, site, path, arena, target))
        return true;
    struct place place = place_find(site, path, arena);
    page = place.kind == PLACE_NONE ? site_find_readme(site, path) : NULL;
    str moved = place.kind == PLACE_NONE && !page ? site_our_address(site, path, arena) : STR("");
    page = moved.n ? site_find(site, moved) : page;
    if (page) {
        *target = link_to_page(scope, page, arena);
        return true;
    }
    if (place.kind == PLACE_NONE || has_no_lists(scope) || cannot_be_a_file(scope, &place))
        return false;
    *target = link_ours(scope, place.address,
                        place.kind == PLACE_FEED     ? '0'
                        : place.kind == PLACE_SEARCH ? '7'
                                                     : '1',
                        arena);
    return true;
}

static bool find_under_baseurl(const struct link_scope *scope, str path, struct arena *arena, struct link_target *out)
{
    const struct site *site = scope->page->site;
    str inner;
    str base = site_config(site)->baseurl;
    return link_find(scope, site, path, arena, out) ||
           (base.n && below(path, base, &inner) && link_find(scope, site, inner.n ? inner : STR("/"), arena, out));
}

/* The target of a link into the capsule that leads nowhere: the web may still have it. */
static struct link_target broken(const struct link_scope *scope, str url, str path, struct arena *arena)
{
    const struct site_config *config = site_config(scope->page->site);
    struct link_target target;
    str tail = str_from(url, str_span_not(url, "?#"));
    str inner;
    bool based = config->baseurl.n && below(path, config->baseurl, &inner);
    if (config->url.n) {
        str root = str_trim_char_right(config->url, '/');
        target = link_foreign(
            scope, ARENA_CONCAT(arena, root, based ? STR("") : config->baseurl, uri_encode_path(path, arena), tail),
            arena);
    } else {
        str address = ARENA_CONCAT(arena, uri_encode_path(path, arena), uri_fix(tail, arena));
        target = link_ours(scope, address, type_by_name(path), arena);
    }
    target.broken = true;
    return target;
}

static struct link_target resolve_own(const struct link_scope *scope, str url, str reference, struct arena *arena)
{
    struct link_target target;
    str bare = uri_decode(str_first(reference, str_span_not(reference, "?#")), arena);
    str path = absolute_path(uri_decode(scope->page->url, arena), bare, arena);
    if (find_under_baseurl(scope, path, arena, &target))
        return target;
    /* People also link by the paths that their editor shows. */
    str beside = absolute_path(scope->page->source, bare, arena);
    if (find_under_baseurl(scope, beside, arena, &target))
        return target;
    for (; str_starts(bare, STR("../")); bare = str_from(bare, 3)) {
        /* From the root it leads no higher. */
    }
    if (site_means_root(scope->page->site) &&
        find_under_baseurl(scope, absolute_path(STR("/"), bare, arena), arena, &target))
        return target;
    /* The web has nothing there, either: the author's template makes something else of a single word. */
    if (site_config(scope->page->site)->links_by_name && str_span_not(url, "/.?#") == url.n)
        return (struct link_target){.anchor = true, .address = STR("#")};
    return broken(scope, url, path, arena);
}

static struct link_target resolve(const struct link_scope *scope, str url, struct arena *arena)
{
    if (str_starts(url, STR("#")))
        return (struct link_target){.anchor = true, .address = url};
    bool remote = uri_has_scheme(url, NULL) || str_starts(url, STR("//"));
    if (!scope->page)
        return remote ? link_foreign(scope, url, arena)
                      : link_ours(scope, uri_fix(url, arena), type_by_name(url), arena);
    str path;
    bool own = false;
    if (!remote)
        return resolve_own(scope, url, url, arena);
    if (own_web_path(site_config(scope->page->site), url, &path)) {
        struct link_target target;
        str bare = uri_decode(str_first(path, str_span_not(path, "?#")), arena);
        if (link_find(scope, scope->page->site, absolute_path(STR("/"), bare, arena), arena, &target))
            return target;
        own = true;
    }
    if (str_starts(url, STR("//")))
        url = ARENA_CONCAT(arena, STR("https:"), url);
    struct link_target target = link_foreign(scope, url, arena);
    target.broken = own;
    return target;
}

/* URL as browsers read it: backslashes of a path are slashes. */
static str with_slashes(str url, struct arena *arena)
{
    if (!str_has_char(url, '\\'))
        return url;
    size_t path = str_span_not(url, "?#");
    str scheme = {0};
    if (!str_has_char(str_first(url, path), '\\') ||
        (uri_has_scheme(url, &scheme) && !str_eq_nocase(scheme, STR("http")) && !str_eq_nocase(scheme, STR("https"))))
        return url;
    str copy = arena_str(arena, url);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < path; i++)
        p[i] = p[i] == '\\' ? '/' : p[i];
    return copy;
}

static struct link_target page_itself(const struct link_scope *scope, const struct page *page, struct arena *arena)
{
    struct link_target target = link_ours(scope, link_page(page, scope->protocol, arena), '1', arena);
    target.page = page;
    return target;
}

struct link_target link_to_page(const struct link_scope *scope, const struct page *page, struct arena *arena)
{
    struct link_target itself = page_itself(scope, page, arena), target = itself;
    bool stays = scope->as_is || scope->protocol == LINK_WEB;
    for (int i = 0; !stays && target.page && target.page->redirect_to.n; i++) {
        struct link_scope step = *scope;
        step.page = target.page;
        step.uses = NULL;
        step.as_is = true;
        struct link_target next = resolve(&step, target.page->redirect_to, arena);
        if (i == FORWARDINGS_MAX)
            return itself;
        if (!next.ours || next.broken)
            break;
        target = next;
    }
    return target;
}

/* It is for certain visitors: there are none on the web. */
static bool is_out_of_bounds(const struct link_scope *scope, str address, struct arena *arena)
{
    str path = str_starts(address, scope->base) ? str_from(address, scope->base.n) : address;
    return site_is_unlisted(scope->page->site, uri_decode(path, arena));
}

struct link_target link_resolve(const struct link_scope *scope, str url, struct arena *arena)
{
    url = with_slashes(str_trim(url), arena);
    struct link_target target = resolve(scope, url, arena);
    if (scope->mirror && target.ours && scope->page)
        target.broken = target.broken || is_out_of_bounds(scope, target.address, arena);
    if (scope->uses && scope->page && !(target.anchor && str_starts(url, STR("#"))))
        uses_add(scope->uses, USE_LINK, url, link_hash(&target));
    return target;
}
