#include "cli/commands.h"

#include "base/beneath.h"
#include "base/log.h"
#include "cli/capsule_path.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/publish_file.h"
#include "site/generator.h"
#include "uri/uri.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { DRAFT_MAX = 16 << 20, PAGE_MAX = 1 << 20 };

/* One draft on its way. */
struct publishing {
    struct loaded capsule;
    str name; /* in the folder of the generator's texts */
    str text;
    str shown; /* what stands before a path in that folder where its author names it */
    str old;   /* the draft's address, decoded; empty: it had none */
};

static enum err say_fault(str file, enum publish_fault fault)
{
    switch (fault) {
    case PUBLISH_NO_DRAFT:
        log_error("%.*s is no draft: it is published already; a draft is in _drafts, or says draft: true",
                  STR_ARG(file));
        return ERR_SYNTAX;
    case PUBLISH_KEPT_BACK:
        log_error("%.*s says published: false; take that line out first", STR_ARG(file));
        return ERR_SYNTAX;
    case PUBLISH_UNREADABLE:
        log_error("%.*s: its front matter has no end; close it with a line like the first", STR_ARG(file));
        return ERR_SYNTAX;
    case PUBLISH_JSON:
        log_error("%.*s: its front matter is JSON, which is not changed here; take out draft, set date, and move the "
                  "file yourself",
                  STR_ARG(file));
        return ERR_SYNTAX;
    case PUBLISH_FINE:
        break;
    }
    return OK;
}

/* Reads the capsule that FILE lies in, and FILE. */
static enum err open_draft(struct publishing *p, str file, struct arena *arena)
{
    str name, capsule = capsule_path(file, arena, &name);
    if (!capsule.n) {
        size_t slash = str_find_last(file, '/');
        capsule = slash == STR_NONE ? STR(".") : str_first(file, slash ? slash : 1);
    }
    load_finish(&p->capsule);
    enum err err = load_open(&p->capsule, capsule, true, true);
    if (err != OK || (err = load_site(&p->capsule)) != OK)
        return err;
    if (!site_inner_path(p->capsule.site, name, &p->name)) {
        log_error("%.*s lies outside the folder of texts; move it there", STR_ARG(file));
        return ERR_SYNTAX;
    }
    p->shown = str_ends(file, name) ? str_first(file, file.n - p->name.n) : STR("");
    err = beneath_read(site_root(p->capsule.site, p->capsule.root), p->name, DRAFT_MAX, arena, &p->text);
    if (err != OK)
        log_error("%.*s: cannot be read: %s", STR_ARG(file),
                  err == ERR_NOT_FOUND ? "there is no such file"
                  : err == ERR_LIMIT   ? "it is larger than 16 MB"
                                       : strerror(errno));
    return err;
}

/* The draft must be a page: front matter that cannot be obeyed is not touched. */
static enum err find_page(struct publishing *p, str file, struct arena *arena)
{
    const struct page *page = site_find_source(p->capsule.site, p->name);
    if (page) {
        p->old = arena_str(arena, uri_decode(page->url, arena));
        return OK;
    }
    bool told = false;
    for (size_t i = 0; i < p->capsule.diag.count; i++) {
        const struct diag_entry *e = &p->capsule.diag.entries[i];
        bool ours = e->severity == SEVERITY_ERROR && str_eq(e->file, p->name);
        if (ours)
            log_error("%.*s:%d: %.*s", STR_ARG(file), e->line, STR_ARG(e->text));
        told = told || ours;
    }
    if (!told)
        log_error("%.*s: is no page of its capsule; name a draft, a file of Markdown", STR_ARG(file));
    return ERR_SYNTAX;
}

static bool says(str line, str words)
{
    return words.n > 1 && str_find(line, words) != STR_NONE;
}

/* Prints the lines of PAGE that name the draft as it was called. */
static void print_links(const struct publishing *p, const struct page *page, str path, str address, struct arena *arena)
{
    str text, line, old = uri_encode_path(p->old, arena);
    int number = 0;
    if (beneath_read(site_root(p->capsule.site, p->capsule.root), page->source, PAGE_MAX, arena, &text) != OK)
        return;
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        number++;
        if ((says(line, p->old) || says(line, old)) && !str_eq(p->old, address))
            printf("%.*s%.*s:%d: links to %.*s; write %.*s\n", STR_ARG(p->shown), STR_ARG(page->source), number,
                   STR_ARG(p->old), STR_ARG(address));
        else if (says(line, p->name) && !str_eq(p->name, path))
            printf("%.*s%.*s:%d: names %.*s; write %.*s\n", STR_ARG(p->shown), STR_ARG(page->source), number,
                   STR_ARG(p->name), STR_ARG(path));
    }
}

/* Reads the capsule once more, to tell what the post is called now. */
static enum err print_all_links(struct publishing *p, str path, struct arena *arena)
{
    struct site_options options = p->capsule.options;
    site_unref(p->capsule.site);
    p->capsule.site = NULL;
    diag_finish(&p->capsule.diag);
    diag_init(&p->capsule.diag);
    p->capsule.options = options;
    enum err err = load_site(&p->capsule);
    const struct page *post = err == OK ? site_find_source(p->capsule.site, path) : NULL;
    if (!post)
        return err;
    str address = arena_str(arena, uri_decode(post->url, arena));
    size_t count;
    for (int turn = 0; turn < 2; turn++) {
        const struct page *const *pages =
            turn ? site_pages(p->capsule.site, &count) : site_posts(p->capsule.site, &count);
        for (size_t i = 0; i < count; i++)
            print_links(p, pages[i], path, address, arena);
    }
    return OK;
}

static enum err publish(struct publishing *p, str file, struct arena *arena)
{
    struct publish_plan plan;
    enum err err = open_draft(p, file, arena);
    if (err != OK)
        return err;
    enum publish_fault fault =
        publish_plan_make(site_settings(p->capsule.site), p->name, p->text, load_now(&p->capsule, arena), arena, &plan);
    err = say_fault(file, fault);
    if (err == OK)
        err = find_page(p, file, arena);
    if (err == OK)
        err = publish_file(site_root(p->capsule.site, p->capsule.root), p->name, p->text, &plan, arena);
    if (err != OK)
        return err;
    printf("%.*s%.*s\n", STR_ARG(p->shown), STR_ARG(plan.path));
    err = print_all_links(p, plan.path, arena);
    return err == OK ? output_flush() : err;
}

static int run(const struct invocation *in)
{
    struct publishing p = {.name = STR("")};
    load_nothing(&p.capsule);
    enum err err = publish(&p, in->operands[0], in->arena);
    load_finish(&p.capsule);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_publish = {
    .title = "splashdown publish",
    .operands = "FILE",
    .summary = "Makes a post of today of a draft. Prints its path, and the lines whose links to it must change.",
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
