#include "cli/check.h"

#include "cli/load.h"
#include "cli/progress.h"
#include "content/document.h"

#include <errno.h>
#include <string.h>

static void add_all(struct diag *to, const struct diag *from, str prefix, struct arena *arena)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct diag_entry *e = &from->entries[i];
        str file = e->file.n ? ARENA_CONCAT(arena, prefix, e->file) : e->file;
        diag_add(to, e->severity, file, e->line, "%.*s", STR_ARG(e->text));
    }
}

static void check_page(const struct loaded *l, const struct page *page, struct arena *arena, struct diag *diag)
{
    const struct document *document;
    enum err err = document_open(l->root, page, arena, diag, &document);
    if (err == ERR_LIMIT)
        diag_add(diag, SEVERITY_ERROR, page->source, 0, "is larger than 16 MB, and not shown; split it");
    else if (err != OK && !diag->errors)
        diag_add(diag, SEVERITY_ERROR, page->source, 0, "cannot be read");
}

static size_t check_pages(struct loaded *l, str prefix, struct diag *diag)
{
    size_t posts, pages;
    const struct page *const *post = site_posts(l->site, &posts);
    const struct page *const *page = site_pages(l->site, &pages);
    for (size_t i = 0; i < posts + pages; i++) {
        struct arena *arena = arena_create();
        struct diag found;
        diag_init(&found);
        check_page(l, i < posts ? post[i] : page[i - posts], arena, &found);
        add_all(diag, &found, prefix, arena);
        diag_finish(&found);
        arena_destroy(arena);
        progress_show(i + 1, posts + pages, "pages");
    }
    return posts + pages;
}

void check_capsule(str path, str prefix, struct diag *diag, size_t *pages)
{
    struct loaded l;
    struct arena *arena = arena_create();
    load_nothing(&l);
    l.root = load_folder(arena_z(arena, path));
    if (l.root < 0) {
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be opened as a capsule: %s; name a folder that can be read",
                 strerror(errno));
    } else {
        enum err err = site_load(l.root, &l.options, NULL, &l.diag, &l.site);
        add_all(diag, &l.diag, prefix, arena);
        if (err == OK)
            *pages += check_pages(&l, prefix, diag);
        else if (!l.diag.errors)
            diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be read: %s", strerror(errno));
    }
    load_finish(&l);
    arena_destroy(arena);
}
