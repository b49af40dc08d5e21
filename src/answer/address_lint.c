#include "answer/address_lint.h"

#include "answer/capsule.h"
#include "answer/file_lint.h"
#include "answer/gophermap.h"
#include "answer/page_words.h"
#include "answer/view.h"
#include "base/beneath.h"
#include "protocol/gopher.h"
#include "render/feed_archive.h"
#include "text/width.h"
#include "text/wrap.h"
#include "uri/uri.h"

enum { NAME_COLUMNS = 40 /* of a name in a message */ };

struct lint {
    const struct site *site;
    const struct capsule_options *options;
    struct diag *diag;
    struct arena *arena; /* of one question */
};

static const char *protocol_name(enum link_protocol protocol)
{
    return protocol == LINK_GOPHER ? "Gopher" : "Gemini";
}

static str source_of(const struct view *view)
{
    return view->page ? view->page->source : view->file ? view->file->path : STR("");
}

/* The bytes of the URL of ADDRESS, percent-encoded, on Gemini. */
static size_t url_bytes(struct lint *l, str address)
{
    return str_trim_char_right(capsule_base_url(l->options, l->arena), '/').n + address.n;
}

/* WHAT describes the list that we would show at PATH if it were free. A document of the collection OF (empty: none) is
 * its author's own list. */
static void check_place_of(struct lint *l, str path, const char *what, str of)
{
    static const enum link_protocol protocols[] = {LINK_GEMINI, LINK_GOPHER};
    for (size_t i = 0; i < 2; i++) {
        struct view view = view_find(l->site, protocols[i], uri_decode(path, l->arena), false, l->arena);
        str source = source_of(&view);
        bool heads = view.page && view.page->heads_list; /* the list stands below its text */
        if (!source.n || heads || (of.n && view.page && str_eq(view.page->collection, of)))
            continue;
        diag_add(l->diag, SEVERITY_WARNING, source, 0,
                 "has the address %.*s and hides %s; rename it, or give it a permalink, to show both", STR_ARG(path),
                 what);
        break;
    }
    arena_reset(l->arena);
}

static void check_place(struct lint *l, str path, const char *what)
{
    check_place_of(l, path, what, STR(""));
}

static void check_groups(struct lint *l, const struct site_groups *groups,
                         str address(const struct site_group *, struct arena *), const char *what)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct site_group *group = &groups->items[i];
        const struct page *first = group->count ? group->posts[0] : group->pages[0];
        str slug = group->slug;
        if (str_eq(slug, STR(".")) || str_eq(slug, STR("..")) || !str_trim_char_right(slug, '/').n)
            diag_add(l->diag, SEVERITY_WARNING, first->source, 0,
                     "no address can be made from \"%.*s\", so its posts have no list; use letters or digits",
                     STR_ARG(groups->items[i].name));
        else if (url_bytes(l, address(&groups->items[i], l->arena)) > GEMINI_URI_MAX)
            diag_add(l->diag, SEVERITY_WARNING, first->source, 0,
                     "the address of %s \"%.*s…\" is longer than the %d bytes of a request; give it a shorter name",
                     what, STR_ARG(str_first(groups->items[i].name, text_fit(groups->items[i].name, NAME_COLUMNS))),
                     GEMINI_URI_MAX);
        else
            check_place(l, arena_str(l->arena, address(&groups->items[i], l->arena)), what);
    }
}

static void check_editions(struct lint *l)
{
    for (size_t i = 1; i < site_config(l->site)->edition_count; i++) {
        str home = site_edition(l->site, i).home;
        if (!site_edition_list(l->site, i))
            continue;
        check_place(l, ARENA_CONCAT(l->arena, home, STR("posts/")), "the list of all posts");
        check_place(l, ARENA_CONCAT(l->arena, home, STR("pages/")), "the list of all pages");
        if (site_is_searched(l->site))
            check_place(l, ARENA_CONCAT(l->arena, home, STR("search")), "the search");
    }
}

static void check_places(struct lint *l)
{
    check_editions(l);
    check_place(l, STR("/posts/"), "the list of all posts");
    check_place(l, STR("/pages/"), "the list of all pages");
    check_place(l, STR("/tags/"), "the list of all tags");
    check_place(l, STR("/categories/"), "the list of all categories");
    check_place(l, STR("/atom.xml"), "the feed");
    for (size_t i = feed_archive_count(l->site); i > 0; i--)
        check_place(l, feed_archive_address(i, l->arena), "an archive of the feed");
    if (site_is_searched(l->site))
        check_place(l, STR("/search"), "the search");
    const struct site_groups *collections = site_collections(l->site);
    for (size_t i = 0; i < collections->count; i++)
        if (place_has_collection(collections->items[i].name))
            check_place_of(l, place_of_collection(&collections->items[i], l->arena), "the list of a collection",
                           collections->items[i].name);
    check_groups(l, site_years(l->site), place_of_year, "the list of a year");
    check_groups(l, site_tags(l->site), place_of_tag, "the list of a tag");
    check_groups(l, site_categories(l->site), place_of_category, "the list of a category");
}

/* Reports a file at whose address readers get something else. */
static void check_file(struct lint *l, const struct site_file *file, enum link_protocol protocol)
{
    struct view view = view_find(l->site, protocol, ARENA_CONCAT(l->arena, STR("/"), file->address), false, l->arena);
    if (view.kind != VIEW_NONE && view.file != file)
        diag_add(l->diag, SEVERITY_WARNING, file->path, 0,
                 "cannot be reached on %s: it has the same address as %.*s; rename it", protocol_name(protocol),
                 STR_ARG(source_of(&view)));
    arena_reset(l->arena);
}

/* Lists of folders and posts lead to it. */
static void check_length(struct lint *l, const struct site_file *file)
{
    size_t bytes = url_bytes(l, ARENA_CONCAT(l->arena, STR("/"), uri_encode_path(file->address, l->arena)));
    if (bytes > GEMINI_URI_MAX)
        diag_add(l->diag, SEVERITY_WARNING, file->path, 0,
                 "its address has %zu bytes, more than the %d of a request; give it a shorter name", bytes,
                 GEMINI_URI_MAX);
    arena_reset(l->arena);
}

static void check_menu(struct lint *l, const struct site_file *file)
{
    str source;
    size_t slash = str_find_last(file->address, '/');
    str name = slash == STR_NONE ? file->address : str_from(file->address, slash + 1);
    if (!str_eq(name, STR("gophermap")))
        return;
    struct arena *arena = arena_create();
    enum err err = withheld_read(l->options->site.withheld, site_root(l->site, l->options->root), site_file_path(file),
                                 GOPHERMAP_MAX, arena, &source);
    if (err == OK) {
        const struct link_scope scope = capsule_scope(l->options, NULL, LINK_GOPHER);
        gophermap_lint(l->site, &scope, source, file, arena, l->diag);
    } else {
        diag_add(l->diag, SEVERITY_ERROR, file->path, 0,
                 err == ERR_LIMIT ? "is larger than 1 MB, and not shown; split it"
                                  : "cannot be read; check who may read it");
    }
    arena_destroy(arena);
}

/* True when every list can hold PAGE's line: "2024-05-01 Title" and its target. */
static bool fits_in_lists(struct lint *l, const struct page *page)
{
    str label = ARENA_CONCAT(l->arena, STR("2024-05-01 "), page->title);
    const struct gopher_item item = {.type = '1',
                                     .display = text_wrap(label, l->options->gopher_width, 0, 0, l->arena).lines[0],
                                     .selector = link_page(page, LINK_GOPHER, l->arena),
                                     .host = l->options->name,
                                     .port = l->options->public_gopher_port};
    struct buf line;
    buf_init(&line, 2 * GOPHER_LINE_MAX);
    bool fits = gopher_put_item(&line, &item) == OK;
    buf_finish(&line);
    return fits;
}

static void check_page(struct lint *l, const struct page *page)
{
    str address = link_page(page, LINK_GEMINI, l->arena);
    size_t bytes = url_bytes(l, address);
    if (bytes > GEMINI_URI_MAX)
        diag_add(l->diag, SEVERITY_ERROR, page->source, 0,
                 "its address has %zu bytes, more than the %d of a request; give it a shorter permalink", bytes,
                 GEMINI_URI_MAX);
    else if (!fits_in_lists(l, page))
        diag_add(l->diag, SEVERITY_WARNING, page->source, 0,
                 "its address is too long for an item of a Gopher menu, so lists there show only its title; give it a "
                 "shorter permalink");
    arena_reset(l->arena);
}

void address_lint(const struct site *site, const struct capsule_options *options, struct diag *diag)
{
    struct lint l = {.site = site, .options = options, .diag = diag, .arena = arena_create()};
    size_t count;
    check_places(&l);
    page_words_lint(site, diag);
    const struct page *const *pages = site_posts(site, &count);
    for (size_t i = 0; i < count; i++)
        check_page(&l, pages[i]);
    pages = site_pages(site, &count);
    for (size_t i = 0; i < count; i++)
        check_page(&l, pages[i]);
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; i < count; i++) {
        check_file(&l, &files[i], LINK_GEMINI);
        check_file(&l, &files[i], LINK_GOPHER);
        check_menu(&l, &files[i]);
        check_length(&l, &files[i]);
    }
    file_lint(site, options, diag);
    arena_destroy(l.arena);
}
