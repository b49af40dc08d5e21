#ifndef SITE_SNAPSHOT_H
#define SITE_SNAPSHOT_H

#include "site/path_table.h"
#include "site/record.h"
#include "site/settings.h"

#include <stdatomic.h>

/* The inside of a site, which site.h does not show. */
struct site {
    struct arena *arena;
    atomic_size_t references;
    struct settings settings;
    struct site_options options;
    uint64_t ground, errors;
    atomic_bool day_asked;                 /* a page says which day it is */
    uint64_t posts_version, pages_version; /* see USE_POSTS */
    int64_t newest_read;
    struct record **records; /* all files, sorted by path */
    size_t record_count;
    const struct scan_folder *links; /* links to folders, sorted by path */
    size_t link_count;
    const struct page *
        *all; /* posts, pages, unlisted ones, hidden drafts, headless ones, withdrawn templates, those that yield */
    size_t post_count, page_count, unlisted_count, draft_count, headless_count, template_count, yielding_count;
    size_t awaited_count;    /* of the unlisted ones, those that become listed with time */
    struct site_file *files; /* sorted by path; one with several addresses is there as often */
    size_t file_count;
    const struct site_file **files_by_address; /* those that readers get */
    size_t address_count;
    struct path_table paths, draft_paths, template_paths;
    struct site_groups tags, categories, years, collections;
    size_t main_post_count; /* those at the head of the posts in the main language */
    size_t feed_count;      /* of these, those that subscribers see */
    struct site_lists lists;
};

/* Orders pointers to pages for qsort: by language, then by date, then by path, both descending. */
int site_newest_first(const void *, const void *);

/* The index of the first file whose path is not before PATH. */
size_t site_first_file(const struct site *, str path);

#endif
