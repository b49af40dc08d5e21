#ifndef SITE_PATH_TABLE_H
#define SITE_PATH_TABLE_H

#include "base/strmap.h"
#include "site/page_index.h"

struct generator;

/* All names of pages. Names that differ only in an extension, an index or a last slash are not stored: the search
 * tries them. */
struct path_table {
    const struct page *const *pages;
    struct page_index stems, sources;
    struct page_index short_names, long_names; /* as authors' own tags call pages */
    struct strmap aliases, other_names;        /* index in PAGES + 1 */
};

/* PAGES must outlive the table. Two pages with one address are reported to DIAG; the first keeps it. */
void path_table_init(struct path_table *, const struct page *const *pages, size_t count, const struct generator *,
                     struct arena *, struct diag *);

/* PATH is decoded and begins with '/'. BY_SOURCE: the path of a source counts as a name, too. NULL: no page. */
const struct page *path_table_find(const struct path_table *, str path, bool by_source, struct arena *scratch);
const struct page *path_table_source(const struct path_table *, str source);
/* The page of this short or long name. NULL: none. */
const struct page *path_table_named(const struct path_table *, bool is_long, str name);

#endif
