#include "cli/check.h"

#include "answer/access_lint.h"
#include "answer/address_lint.h"
#include "answer/link_book.h"
#include "base/log.h"
#include "cli/check_readable.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/load.h"
#include "render/lint.h"
#include "render/words.h"
#include "server/reach.h"
#include "site/generator.h"
#include "site/lint.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct checking {
    struct loaded loaded;
    struct capsule_options served;
    str prefix;
    struct arena *arena; /* of one page */
    struct diag *diag;   /* everything that was found */
    const struct check_scope *scope;
    struct link_book book;
};

/* The path in the capsule of FILE, which a site names without the folder that it is read from. */
static str path_in_capsule(const struct checking *c, str file)
{
    str inner, folder = c->loaded.site ? site_settings(c->loaded.site)->folder : STR("");
    bool whole = !folder.n || !file.n || str_eq(file, STR("_config.yml")) ||
                 (str_starts(file, folder) && site_inner_path(c->loaded.site, file, &inner));
    return whole ? file : ARENA_CONCAT(c->arena, folder, STR("/"), file);
}

static bool is_wanted(const struct checking *c, const struct diag_entry *e)
{
    const struct generator *generator = c->loaded.site ? site_settings(c->loaded.site)->generator : NULL;
    bool theme = generator && generator->is_theme && generator->is_theme(e->file);
    if (c->scope->only.n)
        return str_eq(path_in_capsule(c, e->file), c->scope->only);
    return c->scope->all || e->severity == SEVERITY_ERROR || (!theme && !e->past);
}

static void add_all(struct checking *c, const struct diag *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct diag_entry *e = &from->entries[i];
        if (!is_wanted(c, e))
            continue;
        str file = e->file.n ? ARENA_CONCAT(c->arena, c->prefix, path_in_capsule(c, e->file)) : e->file;
        diag_copy(c->diag, e, c->scope->only.n ? c->scope->named : file);
    }
}

static void check_page(struct checking *c, const struct page *page, struct diag *diag)
{
    const struct document *document;
    const struct link_scope scope = {.host = c->served.name,
                                     .gemini_port = c->served.public_gemini_port,
                                     .gopher_port = c->served.public_gopher_port,
                                     .mime = c->served.mime};
    enum err err = document_open(c->loaded.root, page, c->arena, diag, &document);
    if (err == OK) {
        lint_document(document, &scope, c->served.gopher_width, diag);
        access_lint(document, &c->served, diag);
        link_book_add(&c->book, document);
    } else if (err == ERR_LIMIT) {
        diag_add(diag, SEVERITY_ERROR, page->source, 0, "is larger than 16 MB, and not shown; split it");
    } else if (!diag->errors) {
        diag_add(diag, SEVERITY_ERROR, page->source, 0, "cannot be read; check who may read it");
    }
}

static size_t check_pages(struct checking *c)
{
    size_t posts, pages;
    const struct page *const *post = site_posts(c->loaded.site, &posts);
    const struct page *const *page = site_pages(c->loaded.site, &pages);
    size_t checked = 0;
    for (size_t i = 0; i < posts + pages; i++) {
        const struct page *it = i < posts ? post[i] : page[i - posts];
        if (c->scope->only.n && !str_eq(path_in_capsule(c, it->source), c->scope->only))
            continue;
        struct diag found;
        diag_init(&found);
        check_page(c, it, &found);
        checked++;
        add_all(c, &found);
        diag_finish(&found);
        arena_reset(c->arena);
        progress_show(i + 1, posts + pages, "pages");
    }
    return checked;
}

static void say_kind(struct checking *c, str path)
{
    str words = kind_sentence(c->loaded.site, c->loaded.root, c->arena);
    if (words.n)
        log_note("%.*s: %.*s", STR_ARG(path), STR_ARG(words));
}

/* Of a single file it is not known whether others lead to it. */
static size_t check_texts(struct checking *c)
{
    struct diag found;
    link_book_init(&c->book, &c->served);
    size_t checked = check_pages(c);
    diag_init(&found);
    if (!c->scope->only.n)
        link_book_lint(&c->book, c->loaded.site, &found);
    add_all(c, &found);
    diag_finish(&found);
    link_book_finish(&c->book);
    return checked;
}

static void check_site(struct checking *c, str path, size_t *pages)
{
    struct loaded *l = &c->loaded;
    enum err err = site_load(l->root, &l->options, NULL, &l->diag, &l->site);
    if (err == OK) {
        site_lint(l->site, l->root, &l->diag);
        words_lint(site_config(l->site), STR("_config.yml"), &l->diag);
        c->served.root = l->root;
        address_lint(l->site, &c->served, &l->diag);
    } else if (!l->diag.errors) {
        diag_add(c->diag, SEVERITY_ERROR, path, 0, "cannot be read: %s", strerror(errno));
    }
    if (err == OK && c->scope->workers)
        check_readable(l->site, l->root, &l->options, c->scope->workers, c->scope->sure, &l->diag);
    add_all(c, &l->diag);
    if (err == OK && c->scope->tells_kind && !c->scope->only.n)
        say_kind(c, path);
    if (err == OK)
        *pages += check_texts(c);
}

void check_capsule(str path, str prefix, const struct capsule_options *served, const struct check_scope *scope,
                   struct diag *diag, size_t *pages)
{
    struct checking c = {.served = *served, .prefix = prefix, .arena = arena_create(), .diag = diag, .scope = scope};
    load_nothing(&c.loaded);
    c.loaded.options.drafts = served->site.drafts;
    c.loaded.options.future = served->site.future;
    c.loaded.options.kind = served->site.kind;
    c.loaded.options.withheld = served->site.withheld;
    c.loaded.root = load_folder(arena_z(c.arena, path));
    int failed = errno;
    c.loaded.options.names = folder_names_of(path, c.arena);
    if (c.loaded.root < 0)
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be opened as a capsule: %s; %.*s", strerror(failed),
                 STR_ARG(reach_advice(path, failed, STR("name a folder that can be read"), c.arena)));
    else
        check_site(&c, path, pages);
    load_finish(&c.loaded);
    arena_destroy(c.arena);
}
