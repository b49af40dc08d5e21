#ifndef CONTENT_RECORD_H
#define CONTENT_RECORD_H

#include "content/scan.h"

/* What a site knows of one file, published or not: so that a file that has not changed need not be read again. */
enum record_kind {
    RECORD_PAGE,   /* a page, post or draft */
    RECORD_FILE,   /* served as it is */
    RECORD_NOTHING /* a Jekyll template, an unpublished or broken post: takes no address */
};

struct record {
    str path;
    int64_t size, mtime_ns;
    enum record_kind kind;
    uint64_t errors;         /* what was wrong with it, as a hash; 0: nothing */
    bool broken;             /* the front matter could not be read; PAGE (if any) is what was known before */
    const struct page *page; /* RECORD_PAGE */
};

/* Reads the file ENTRY below ROOT. OLD is what was known of that path, or NULL: the last good metadata of a file that
 * has become broken. What is wrong goes to DIAG. The page's site is not set. */
struct record *record_read(int root, const struct scan_entry *, const struct settings *, const struct record *old,
                           struct arena *, struct diag *);
/* A page of TEXT, whatever its name and front matter say: for who asks for this file by name. */
struct record *record_alone(str text, const struct scan_entry *, const struct settings *, struct arena *,
                            struct diag *);
/* A deep copy in ARENA, to keep a file that has not changed. */
struct record *record_copy(const struct record *, struct arena *);
/* Makes the page of RECORD changeable, to tie it to its site. */
struct page *record_page(struct record *);

#endif
