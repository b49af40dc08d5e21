#include "answer/addresses.h"

#include "answer/view.h"
#include "base/strmap.h"
#include "render/feed_archive.h"
#include "site/unlisted.h"
#include "text/control.h"
#include "uri/uri.h"

struct collection {
    const struct site *site;
    enum link_protocol protocol;
    bool canonical; /* the kind of name that is wanted: that, or another name */
    struct arena *arena, *scratch;
    struct strmap seen; /* addresses; paths of folders with a slash at their end */
    struct address *items;
    size_t count, capacity;
};

/* No request can have a path with dot segments: they are resolved before the lookup. A selector has no control bytes.
 */
static bool can_be_asked_for(enum link_protocol protocol, str path)
{
    if (protocol == LINK_GOPHER && control_find(path) < path.n)
        return false;
    for (str segment; path.n;) {
        str_cut(path, '/', &segment, &path);
        if (str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
            return false;
    }
    return true;
}

static void add(struct collection *c, const struct view *view, str path)
{
    str asked = view->canonical ? view->address : uri_encode_path(path, c->scratch);
    if (strmap_get(&c->seen, asked))
        return;
    asked = arena_str(c->arena, asked);
    *strmap_at(&c->seen, asked) = 1;
    c->items = arena_grow(c->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (struct address){.path = asked,
                                            .menu = c->protocol == LINK_GOPHER && view_is_menu(view),
                                            .html = view_is_html(view),
                                            .leads_to = view->canonical ? STR("") : arena_str(c->arena, view->address)};
}

/* A menu's address is its folder's, wherever a link with the menu's name leads. */
static bool is_unlisted(const struct collection *c, const struct view *view, str path)
{
    bool menu =
        view->kind == VIEW_MENU && site_is_unlisted(c->site, ARENA_CONCAT(c->scratch, STR("/"), view->file->address));
    return menu || site_is_unlisted(c->site, path);
}

/* Adds the view at the decoded PATH, if that is the kind of name that is wanted. */
static void visit(struct collection *c, str path)
{
    struct view view = view_find(c->site, c->protocol, path, false, c->scratch);
    if (view.kind != VIEW_NONE && view.canonical == c->canonical && can_be_asked_for(c->protocol, path) &&
        !is_unlisted(c, &view, path))
        add(c, &view, path);
    arena_reset(c->scratch);
}

static void visit_encoded(struct collection *c, str address)
{
    visit(c, uri_decode(address, c->arena));
}

/* The folders around PATH, which may have lists or menus of their own. */
static void visit_folders(struct collection *c, str path)
{
    for (size_t n = path.n; n > 0; n--) {
        if (path.p[n - 1] != '/')
            continue;
        int *seen = strmap_at(&c->seen, str_first(path, n));
        if ((*seen)++)
            return;
        visit(c, ARENA_CONCAT(c->scratch, STR("/"), str_first(path, n)));
    }
}

static void visit_pages(struct collection *c, const struct page *const *pages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        visit_encoded(c, link_page(pages[i], c->protocol, c->scratch));
        if (c->protocol == LINK_GOPHER)
            visit_encoded(c, link_page_text(pages[i], c->scratch));
    }
}

static void visit_all_pages(struct collection *c)
{
    size_t count;
    const struct page *const *pages = site_posts(c->site, &count);
    visit_pages(c, pages, count);
    pages = site_pages(c->site, &count);
    visit_pages(c, pages, count);
    for (size_t i = 0; i < count; i++)
        visit_folders(c, pages[i]->source);
}

static void visit_files(struct collection *c)
{
    size_t count;
    const struct site_file *files = site_files(c->site, &count);
    size_t posts;
    site_posts(c->site, &posts);
    for (size_t i = 0; i < count; i++) {
        if (c->protocol != LINK_WEB && posts && unlisted_name(files[i].address))
            continue;
        visit(c, ARENA_CONCAT(c->scratch, STR("/"), files[i].address));
        visit_folders(c, files[i].address);
    }
}

static void visit_groups(struct collection *c, const struct site_groups *groups,
                         str address(const struct site_group *, struct arena *), bool feeds)
{
    for (size_t i = 0; i < groups->count; i++) {
        str list = address(&groups->items[i], c->scratch);
        str feed = ARENA_CONCAT(c->scratch, list, STR("atom.xml"));
        list = arena_str(c->arena, list);
        feed = arena_str(c->arena, feed);
        visit_encoded(c, list);
        if (feeds)
            visit_encoded(c, feed);
    }
}

static void visit_lists(struct collection *c)
{
    const struct site_lists *lists = site_lists(c->site);
    for (size_t i = 0; i < lists->count; i++) {
        visit(c, lists->items[i].address);
        if (lists->items[i].posts.count)
            visit(c, ARENA_CONCAT(c->arena, lists->items[i].address, STR("atom.xml")));
    }
}

/* The months and days of POSTS, which are the newest first. */
static void visit_periods(struct collection *c)
{
    size_t count;
    struct civil last = {0};
    const struct page *const *posts = site_main_posts(c->site, &count);
    for (size_t i = 0; i < count; i++) {
        struct civil date = moment_civil(posts[i]->date);
        bool same_month = i && date.year == last.year && date.month == last.month;
        if (!same_month)
            visit(c, arena_printf(c->arena, "/%04d/%02d/", date.year, date.month));
        if (!same_month || date.day != last.day)
            visit(c, arena_printf(c->arena, "/%04d/%02d/%02d/", date.year, date.month, date.day));
        last = date;
    }
}

/* What each language has besides its lists. */
static void visit_editions(struct collection *c)
{
    for (size_t i = 1; i < site_config(c->site)->edition_count; i++) {
        str home = site_edition(c->site, i).home;
        if (home.n > 1) {
            visit(c, ARENA_CONCAT(c->arena, home, STR("posts/")));
            visit(c, ARENA_CONCAT(c->arena, home, STR("pages/")));
        }
    }
}

static void visit_places(struct collection *c)
{
    static const str fixed[] = {STR_INIT("/"),
                                STR_INIT("/posts/"),
                                STR_INIT("/pages/"),
                                STR_INIT("/tags/"),
                                STR_INIT("/categories/"),
                                STR_INIT("/atom.xml"),
                                STR_INIT("/robots.txt"),
                                STR_INIT("/caps.txt"),
                                STR_INIT(WEB_STYLE),
                                STR_INIT("/sitemap.xml"),
                                STR_INIT("/404.html")};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        visit(c, fixed[i]);
    visit_encoded(c, place_of_feed(c->site, c->scratch));
    for (size_t i = feed_archive_count(c->site); i > 0; i--)
        visit(c, feed_archive_address(i, c->arena));
    visit_groups(c, site_years(c->site), place_of_year, false);
    visit_periods(c);
    visit_groups(c, site_collections(c->site), place_of_collection, true);
    visit_editions(c);
    visit_lists(c);
    visit_groups(c, site_tags(c->site), place_of_tag, true);
    visit_groups(c, site_categories(c->site), place_of_category, true);
}

static struct collection begin(const struct site *site, enum link_protocol protocol, bool canonical,
                               struct arena *arena)
{
    return (struct collection){.site = site,
                               .protocol = protocol,
                               .canonical = canonical,
                               .arena = arena,
                               .scratch = arena_create(),
                               .seen = {.arena = arena}};
}

static struct address_list end(struct collection *c)
{
    arena_destroy(c->scratch);
    return (struct address_list){c->items, c->count};
}

struct address_list addresses_own(const struct site *site, enum link_protocol protocol, struct arena *arena)
{
    struct collection c = begin(site, protocol, true, arena);
    visit_places(&c);
    visit_all_pages(&c);
    visit_files(&c);
    return end(&c);
}

static void visit_old_names(struct collection *c, const struct page *const *pages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (pages[i]->redirect_to.n)
            visit(c, uri_decode(link_page(pages[i], c->protocol, c->scratch), c->arena));
        for (size_t k = 0; k < pages[i]->redirect_from.count; k++) {
            str name = uri_decode(pages[i]->redirect_from.items[k], c->scratch);
            bool rooted = str_starts(name, STR("/"));
            visit(c, rooted ? name : ARENA_CONCAT(c->scratch, STR("/"), name));
        }
    }
}

struct address_list addresses_moved(const struct site *site, enum link_protocol protocol, struct arena *arena)
{
    struct collection c = begin(site, protocol, false, arena);
    size_t count;
    const struct page *const *pages = site_posts(site, &count);
    visit_old_names(&c, pages, count);
    pages = site_pages(site, &count);
    visit_old_names(&c, pages, count);
    visit(&c, STR("/feed.xml"));
    /* The author's web site may have a list of its own for one of ours. */
    if (protocol == LINK_WEB)
        visit_places(&c);
    else
        visit(&c, STR("/rss.xml"));
    return end(&c);
}
