#include "cli/check_readable.h"

#include "base/beneath.h"
#include "base/strmap.h"
#include "content/load.h"
#include "server/readable.h"

#include <unistd.h>

struct reading {
    int root;
    const struct identity *who;
    bool sure;
    str name; /* of WHO; empty: our own user */
    struct arena *arena;
    struct diag *diag;
};

static void check_files(const struct reading *r, const struct site *site)
{
    size_t count;
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; (i = readable_next_forbidden(site, r->root, i)) < count; i++) {
        if (r->name.n)
            diag_add(r->diag, SEVERITY_ERROR, files[i].path, 0,
                     "the server's workers, who run as %.*s, cannot read this file; chmod o+r it, or setfacl -m "
                     "u:%.*s:r",
                     STR_ARG(r->name), STR_ARG(r->name));
        else
            diag_add(r->diag, SEVERITY_ERROR, files[i].path, 0, "cannot be read; check who may read it");
    }
}

/* Tells of the errors that the workers meet, and we do not. */
static void tell_more(const struct reading *r, const struct diag *theirs)
{
    struct strmap ours = {.arena = r->arena};
    for (size_t i = 0; i < r->diag->count; i++) {
        const struct diag_entry *e = &r->diag->entries[i];
        *strmap_at(&ours, ARENA_CONCAT(r->arena, e->file, STR("\n"), e->text)) = 1;
    }
    for (size_t i = 0; i < theirs->count; i++) {
        const struct diag_entry *e = &theirs->entries[i];
        if (e->severity == SEVERITY_ERROR && !strmap_has(&ours, ARENA_CONCAT(r->arena, e->file, STR("\n"), e->text)))
            diag_add(r->diag, SEVERITY_ERROR, e->file, e->line, "for the server's workers, who run as %.*s: %.*s",
                     STR_ARG(r->name), STR_ARG(e->text));
    }
}

static bool may_enter(const struct reading *r)
{
    int fd;
    struct stat st;
    enum err err = beneath_open(r->root, STR(""), &fd, &st);
    if (err == OK)
        close(fd);
    return err == OK;
}

/* With the rights of the workers. */
static void check_site(const struct reading *r, const struct site_options *options)
{
    struct diag theirs;
    const struct site *site = NULL;
    diag_init(&theirs);
    enum err err = site_load(r->root, options, NULL, &theirs, &site);
    tell_more(r, &theirs);
    if (err == OK)
        check_files(r, site);
    site_unref(site);
    diag_finish(&theirs);
}

static void check_as_worker(const struct reading *r, const struct site_options *options)
{
    struct privileges before;
    if (!privileges_assume(r->who, &before))
        return;
    if (may_enter(r))
        check_site(r, options);
    else if (r->sure)
        diag_add(r->diag, SEVERITY_ERROR, STR(""), 0,
                 "the server's workers, who run as %.*s, cannot read this folder; chmod o+rx it, or setfacl -m "
                 "u:%.*s:rx",
                 STR_ARG(r->name), STR_ARG(r->name));
    privileges_resume(&before);
}

void check_readable(const struct site *site, int root, const struct site_options *options, const struct identity *who,
                    bool sure, struct diag *diag)
{
    struct reading r = {.root = root, .who = who, .sure = sure, .arena = arena_create(), .diag = diag};
    if (who->change) {
        r.name = identity_name(who, r.arena);
        check_as_worker(&r, options);
    } else {
        check_files(&r, site);
    }
    arena_destroy(r.arena);
}
