#include "answer/view.h"

#include "answer/debounce.h"
#include "site/our_address.h"
#include "site/readme.h"
#include "uri/uri.h"

enum { SLOW_SOURCE = 64 << 10 /* bytes */, SLOW_POSTS = 1000, FORWARDINGS_MAX = 8 };

static struct view of_page(struct view view, const struct page *page, str path, struct arena *arena)
{
    str encoded = uri_encode_path(path, arena);
    view.kind = VIEW_PAGE;
    view.page = page;
    view.address = link_page(page, view.protocol, arena);
    /* Generators leave more characters of an address as they are than we do. */
    view.canonical =
        view.protocol == LINK_WEB ? str_eq(path, uri_decode(view.address, arena)) : str_eq(encoded, view.address);
    if (page->heads_list)
        view.place = place_find(page->site, page->stem, arena);
    bool as_text = view.protocol == LINK_GOPHER && !view.canonical && str_ends(path, STR(".txt"));
    /* On Nex only what ends in a slash has links. */
    bool links = str_ends(path, STR("/")) && str_ends(page->stem, STR("/"));
    if (as_text || (view.protocol == LINK_NEX && !links)) {
        view.kind = VIEW_TEXT;
        view.address = link_page_text(page, arena);
        view.canonical = str_eq(encoded, view.address);
    }
    return view;
}

static struct view of_file(struct view view, const struct site_file *file, str path, struct arena *arena)
{
    view.kind = VIEW_FILE;
    view.file = file;
    view.address = ARENA_CONCAT(arena, STR("/"), uri_encode_path(file->address, arena));
    view.canonical = str_eq(str_from(path, 1), file->address);
    return view;
}

/* A listing of a folder that has no page of its own, if the author wants one. */
static struct view of_folder(struct view view, const struct site *site, str path, struct arena *arena)
{
    str folder = str_trim_char_right(str_from(path, 1), '/');
    if (!site_config(site)->listing || !folder.n || !site_has_folder(site, folder))
        return view;
    view.kind = VIEW_FOLDER;
    view.folder = folder;
    view.address = ARENA_CONCAT(arena, STR("/"), uri_encode_path(folder, arena), STR("/"));
    view.canonical = str_ends(path, STR("/"));
    return view;
}

/* The gophermap of the folder that PATH names, if it has one; also for "museum/gophermap" itself. */
static struct view of_menu(struct view view, const struct site *site, str path, struct arena *arena)
{
    str name = str_ends(path, STR("/gophermap")) ? str_first(path, path.n - STR("gophermap").n) : path;
    str folder = str_trim_char_right(str_from(name, 1), '/');
    view.file = site_find_file(site, ARENA_CONCAT(arena, folder, folder.n ? STR("/") : STR(""), STR("gophermap")));
    if (!view.file)
        return view;
    view.kind = VIEW_MENU;
    view.folder = folder;
    view.address = ARENA_CONCAT(arena, STR("/"), uri_encode_path(folder, arena), folder.n ? STR("/") : STR(""));
    view.canonical = str_eq(uri_encode_path(path, arena), view.address);
    return view;
}

/* What only the web has of ours. */
static enum view_kind web_kind(str path)
{
    return str_eq(path, STR(WEB_STYLE))        ? VIEW_STYLE
           : str_eq(path, STR("/sitemap.xml")) ? VIEW_SITEMAP
           : str_eq(path, STR("/404.html"))    ? VIEW_ABSENT
                                               : VIEW_NONE;
}

static struct view of_ourselves(struct view view, const struct site *site, str path, struct arena *arena)
{
    view.place = place_find(site, path, arena);
    view.canonical = true;
    view.address = path;
    if (view.place.kind != PLACE_NONE) {
        view.kind = VIEW_PLACE;
        view.address = view.place.address;
        view.canonical = str_eq(uri_encode_path(path, arena), view.address);
    } else if (str_eq(path, STR("/robots.txt"))) {
        view.kind = VIEW_ROBOTS;
    } else if (view.protocol == LINK_GOPHER && str_eq(path, STR("/caps.txt"))) {
        view.kind = VIEW_CAPS;
    } else if (view.protocol == LINK_WEB && web_kind(path) != VIEW_NONE) {
        view.kind = web_kind(path);
    } else {
        return of_folder(view, site, path, arena);
    }
    return view;
}

static struct view of_drafts(const struct site *site, enum link_protocol protocol, str path, struct arena *arena)
{
    struct view view = {.protocol = protocol, .hidden = true};
    const struct page *draft = site_find_draft(site, path);
    if (draft)
        return of_page(view, draft, path, arena);
    if (!str_eq(path, STR("/drafts/")) && !str_eq(path, STR("/drafts")))
        return view;
    view.kind = VIEW_DRAFTS;
    view.address = STR("/drafts/");
    view.canonical = str_eq(path, view.address);
    return view;
}

/* PATH is no name of PAGE's, but an address that it once had. */
static bool is_old_address(const struct page *page, str path, struct arena *arena)
{
    str bare = str_trim_char_right(path, '/');
    for (size_t i = 0; i < page->redirect_from.count; i++) {
        str old = str_trim_char_right(uri_decode(page->redirect_from.items[i], arena), '/');
        if (str_eq(str_starts(old, STR("/")) ? str_from(old, 1) : old, str_from(bare, bare.n ? 1 : 0)))
            return site_find_stem(page->site, bare) != page && site_find_stem(page->site, path) != page;
    }
    return false;
}

static struct view find_here(const struct site *site, enum link_protocol protocol, str path, struct arena *arena)
{
    struct view view = {.protocol = protocol};
    const struct page *page = site_find_address(site, path);
    struct view found = page ? of_page(view, page, path, arena) : view;
    struct view menu = of_menu(view, site, path, arena);
    if (menu.kind == VIEW_MENU && (protocol == LINK_GOPHER || !page))
        return menu;
    if (found.canonical)
        return found;
    /* Every page leads to our lists: an old address does not take theirs. A page may have many: lists are asked first.
     */
    if (page && page->redirect_from.count && place_find(site, path, arena).kind != PLACE_NONE &&
        is_old_address(page, path, arena))
        page = NULL;
    /* The author's own file takes precedence over another name of a page, and that over the lists that we make. */
    str name = str_from(path, 1), inner;
    const struct site_file *file = site_find_file(site, name);
    /* Its path in the capsule, if it was once known by that, leads to it; a name with "_" before it never was an
     * address. */
    if (!file && !page && !str_starts(name, STR("_")) && str_find(name, STR("/_")) == STR_NONE)
        file = site_find_file_source(site, name);
    if (!file && !page && site_inner_path(site, name, &inner))
        file = site_find_file(site, inner);
    if (file)
        return of_file(view, file, path, arena);
    if (page)
        return found;
    struct view ours = of_ourselves(view, site, path, arena);
    const struct page *readme = ours.kind == VIEW_NONE ? site_find_readme(site, path) : NULL;
    if (readme)
        return of_page(view, readme, path, arena);
    /* A file of a page lies by each of the page's addresses on the web. */
    str moved = ours.kind == VIEW_NONE ? site_our_address(site, path, arena) : STR("");
    file = moved.n ? site_find_file(site, str_from(moved, 1)) : NULL;
    if (file)
        return of_file(view, file, path, arena);
    page = moved.n ? site_find_address(site, moved) : NULL;
    return page ? of_page(view, page, path, arena) : ours;
}

/* The path in the capsule to which PAGE sends its readers; empty: it sends them elsewhere, or nowhere. */
static str forwarded_to(const struct page *page, enum link_protocol protocol, struct arena *arena)
{
    const struct link_scope scope = {.protocol = protocol, .page = page, .as_is = true};
    struct link_target target = {0};
    if (page->redirect_to.n)
        target = link_resolve(&scope, page->redirect_to, arena);
    bool inside = target.ours && !target.broken;
    return inside ? uri_decode(str_first(target.address, str_span_not(target.address, "?#")), arena) : STR("");
}

/* A page that sends its readers to another of ours is another name of that; one that sends them in a circle shows where
 * it would send them. */
static struct view find_public(const struct site *site, enum link_protocol protocol, str path, struct arena *arena)
{
    struct view first = find_here(site, protocol, path, arena), view = first;
    for (int i = 0; i < FORWARDINGS_MAX; i++) {
        str next =
            view.kind == VIEW_PAGE || view.kind == VIEW_TEXT ? forwarded_to(view.page, protocol, arena) : STR("");
        if (!next.n && i)
            view.canonical = false;
        if (!next.n)
            return view;
        view = find_here(site, protocol, next, arena);
        if (view.kind == VIEW_NONE)
            break;
    }
    return first;
}

/* Public content comes first: a draft takes over nobody's address. */
struct view view_find(const struct site *site, enum link_protocol protocol, str path, bool editor, struct arena *arena)
{
    struct view view = find_public(site, protocol, path, arena);
    return view.kind == VIEW_NONE && editor ? of_drafts(site, protocol, path, arena) : view;
}

bool view_is_search(const struct view *view)
{
    return view->kind == VIEW_PLACE && view->place.kind == PLACE_SEARCH;
}

bool view_is_menu(const struct view *view)
{
    switch (view->kind) {
    case VIEW_PAGE:
    case VIEW_FOLDER:
    case VIEW_MENU:
    case VIEW_DRAFTS:
        return true;
    case VIEW_PLACE:
        return view->place.kind != PLACE_FEED;
    case VIEW_NONE:
    case VIEW_TEXT:
    case VIEW_FILE:
    case VIEW_ROBOTS:
    case VIEW_CAPS:
    case VIEW_STYLE:
    case VIEW_SITEMAP:
    case VIEW_ABSENT:
        break;
    }
    return false;
}

bool view_is_html(const struct view *view)
{
    return view->protocol == LINK_WEB && (view_is_menu(view) || view->kind == VIEW_ABSENT);
}

bool view_is_unsettled(const struct view *view, int root)
{
    return (view->kind == VIEW_PAGE || view->kind == VIEW_TEXT) && !debounce_is_over(root, view->page);
}

bool view_is_slow(const struct view *view, const struct site *site)
{
    size_t posts;
    site_posts(site, &posts);
    if (view->kind == VIEW_PAGE || view->kind == VIEW_TEXT)
        return view->page->file_size > SLOW_SOURCE;
    if (view->kind == VIEW_MENU)
        return view->file->size > SLOW_SOURCE;
    return view->kind == VIEW_PLACE && (view->place.kind == PLACE_FEED || posts > SLOW_POSTS);
}

str view_stem(const struct view *view, struct arena *arena)
{
    return view->page && !view->hidden ? arena_str(arena, view->page->stem) : STR("");
}
