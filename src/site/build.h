#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/path_table.h"
#include "site/record.h"
#include "site/settings.h"

#include <stdatomic.h>

/* What site.h keeps to itself. */
struct site {
    struct arena *arena;
    atomic_size_t references;
    struct settings settings;
    struct site_options options;
    uint64_t ground, errors;
    uint64_t posts_version, pages_version; /* see USE_POSTS */
    int64_t newest_read;
    struct record **records; /* all files, by path */
    size_t record_count;
    const struct scan_folder *links; /* to folders, by path */
    size_t link_count;
    const struct page **all; /* posts, then pages, then what is unlisted, then hidden drafts */
    size_t post_count, page_count, unlisted_count, draft_count;
    struct site_file *files; /* by path */
    size_t file_count;
    struct path_table paths, draft_paths;
    struct site_groups tags, categories, years;
};

/* Whether readers may see RECORD by now; a link is shown while what it leads to is. */
bool site_shows(const struct site *, const struct site_options *, const struct record *);
/* Drafts are pages as all others. */
bool site_shows_drafts(const struct site *);

/* How many records are pages or posts that readers may see by now. */
size_t site_shown(const struct site *, const struct site_options *);

/* Orders pointers to pages for qsort: by date, then by path, backwards. */
int site_newest_first(const void *, const void *);

/* From the records to all that is asked for. */
void site_build(struct site *, struct diag *);

#endif
