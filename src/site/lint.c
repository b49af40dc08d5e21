#include "site/lint.h"

#include "site/generator.h"
#include "site/links.h"
#include "site/shown.h"

enum { LARGE = 100 << 20 /* bytes */, MEGABYTE = 1 << 20 };

/* Warns of a link while its target is not shown. */
static void check_link(const struct site *site, const struct record *record, struct diag *diag)
{
    const struct record *target = record->link ? site_target(site, record) : NULL;
    if (record->link && record->kind != RECORD_NOTHING && !(target && site_shows(site, &site->options, target)))
        diag_add(diag, SEVERITY_WARNING, record->path, 0, "not shown: this link leads to %.*s, which is not shown",
                 STR_ARG(record->link->path));
}

/* Where a generator reads texts from a folder of their own, a file is hidden by its place. */
static void tell_program(const struct generator *generator, str path, struct diag *diag)
{
    bool by_place = generator->content_folder.n > 0;
    diag_add(diag, SEVERITY_WARNING, path, 0,
             by_place
                 ? "a program, which is not run: readers get the file itself; to hide it, move it out of content/ "
                   "and static/, and to show it without this note, chmod -x it"
                 : "a program, which is not run: readers get the file itself; to hide it, name it under exclude: in "
                   "_config.yml, and to show it without this note, chmod -x it");
}

void site_lint(const struct site *site, int root, struct diag *diag)
{
    const struct generator *generator = site->settings.generator;
    root = site_root(site, root);
    for (size_t i = 0; i < site->record_count; i++) {
        const struct record *record = site->records[i];
        const struct page *page = record->kind == RECORD_PAGE ? record->page : NULL;
        if (record->kind == RECORD_NOTHING && generator->lint_absent)
            generator->lint_absent(site, root, record, diag);
        check_link(site, record, diag);
        if (record->kind == RECORD_FILE && record->size > LARGE)
            diag_add(diag, SEVERITY_WARNING, record->path, 0,
                     "%lld MB: few readers will wait for that much; make it smaller",
                     (long long)(record->size / MEGABYTE));
        if (record->runs)
            tell_program(generator, record->path, diag);
        if (page && generator->lint_page)
            generator->lint_page(site, root, page, diag);
    }
    if (generator->lint_site)
        generator->lint_site(site, root, diag);
    if (site_is_empty(site))
        diag_add(diag, SEVERITY_WARNING, STR(""), 0, "the capsule has no pages: %s", generator->first_post);
}
