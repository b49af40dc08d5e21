#include "answer/link_book.h"

#include "answer/capsule.h"
#include "answer/gophermap.h"
#include "answer/gophermap_item.h"
#include "answer/page_list.h"
#include "answer/view.h"
#include "render/link_targets.h"
#include "site/unlisted.h"
#include "site/withheld.h"
#include "text/valid.h"
#include "uri/uri.h"

void link_book_init(struct link_book *book, const struct capsule_options *options)
{
    struct arena *arena = arena_create();
    *book = (struct link_book){.options = options, .arena = arena, .linked = {.arena = arena}};
}

void link_book_finish(struct link_book *book)
{
    arena_destroy(book->arena);
}

static void note(struct link_book *book, str address)
{
    *strmap_at(&book->linked, strmap_keep(&book->linked, address)) = 1;
}

void link_book_add(struct link_book *book, const struct document *document)
{
    struct arena *scratch = arena_create();
    struct strmap found = {.arena = scratch};
    struct link_scope scope = capsule_scope(book->options, document->page, LINK_GEMINI);
    str own = link_page(document->page, LINK_GEMINI, scratch);
    link_targets(document, &scope, scratch, &found);
    for (size_t i = 0; i < found.capacity; i++)
        if (found.slots[i].used && !str_eq(found.slots[i].key, own))
            note(book, found.slots[i].key);
    arena_destroy(scratch);
}

static void add_path(struct link_book *book, const struct site *site, const struct link_scope *scope, str path)
{
    struct link_target target;
    if (str_starts(path, STR("/")) && (link_find(scope, site, path, book->arena, &target) ||
                                       link_find(scope, site, uri_decode(path, book->arena), book->arena, &target)))
        note(book, target.address);
}

/* An item of ours leads where it leads on Gemini. */
static void add_item(struct link_book *book, const struct site *site, const struct link_scope *scope, str line,
                     str folder)
{
    const struct gophermap_item item = gophermap_parse(line);
    str path;
    if (gophermap_is_comment(line) || gophermap_is_text(&item, line) || gophermap_url(&item).n ||
        !gophermap_is_own(&item, scope))
        return;
    str selector = gophermap_selector(&item, folder, book->arena);
    if (!str_starts(selector, STR("/")))
        selector = ARENA_CONCAT(book->arena, STR("/"), selector);
    if (uri_remove_dots(selector, book->arena, &path))
        add_path(book, site, scope, path);
}

static void add_gophermap(struct link_book *book, const struct site *site, const struct site_file *file)
{
    str source, line;
    size_t slash = str_find_last(file->address, '/');
    str folder = slash == STR_NONE ? STR("") : str_first(file->address, slash);
    if (!str_eq(slash == STR_NONE ? file->address : str_from(file->address, slash + 1), STR("gophermap")))
        return;
    struct arena *scratch = arena_create();
    const struct link_scope scope = capsule_scope(book->options, NULL, LINK_GEMINI);
    if (withheld_read(book->options->site.withheld, site_root(site, book->options->root), site_file_path(file),
                      GOPHERMAP_MAX, scratch, &source) == OK)
        for (source = text_without_bom(source); str_line(&source, &line) && !str_eq(line, STR("."));)
            add_item(book, site, &scope, line, folder);
    arena_destroy(scratch);
}

static void add_words(struct link_book *book, const struct site *site, struct str_list lines)
{
    const struct link_scope scope = capsule_scope(book->options, NULL, LINK_GEMINI);
    for (size_t i = 0; i < lines.count; i++) {
        str rest = str_starts(lines.items[i], STR("=>")) ? str_trim(str_from(lines.items[i], 2)) : STR("");
        add_path(book, site, &scope, str_first(rest, str_span_not(rest, " \t")));
    }
}

/* The author's own home page, which shows no list of pages; NULL: there is none. */
static const struct page *bare_home(const struct link_book *book, const struct site *site, struct arena *arena)
{
    struct view view = view_find(site, LINK_GEMINI, STR("/"), false, arena);
    bool bare = view.page && view.place.kind == PLACE_NONE && !str_eq(view.page->layout, STR("home"));
    return bare && !strmap_has(&book->linked, STR("/pages/")) ? view.page : NULL;
}

/* True when a link leads to a folder around PAGE whose entries are listed there. */
static bool is_in_linked_folder(const struct link_book *book, const struct site *site, str path)
{
    for (size_t i = 1; i + 1 < path.n; i++) {
        str folder = path.p[i] == '/' ? str_first(path, i + 1) : STR("");
        if (folder.n && !site_find_stem(site, folder) && strmap_has(&book->linked, folder))
            return true;
    }
    return false;
}

static bool is_linked(const struct link_book *book, const struct site *site, const struct page *page,
                      struct arena *arena)
{
    str address = link_page(page, LINK_GEMINI, arena);
    return strmap_has(&book->linked, address) || is_in_linked_folder(book, site, address);
}

/* Readers come to PAGE by another way than a text, or are not meant to. */
static bool has_another_way(const struct page *page, struct arena *arena)
{
    return !page_list_has(page) || place_find(page->site, page->stem, arena).kind != PLACE_NONE || page->translation ||
           page->redirect_to.n || str_eq(page->stem, page->home) || unlisted_name(page->source);
}

void link_book_lint(struct link_book *book, const struct site *site, struct diag *diag)
{
    size_t count;
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; i < count; i++)
        add_gophermap(book, site, &files[i]);
    add_words(book, site, site_config(site)->header);
    add_words(book, site, site_config(site)->footer);
    const struct page *home = bare_home(book, site, book->arena);
    const struct page *const *pages = site_pages(site, &count);
    for (size_t i = 0; home && i < count; i++)
        if (!has_another_way(pages[i], book->arena) && !is_linked(book, site, pages[i], book->arena))
            diag_add(diag, SEVERITY_WARNING, pages[i]->source, 0,
                     "no page leads here; link to it, or to /pages/, which lists all pages, in %.*s",
                     STR_ARG(home->source));
}
