#ifndef SITE_RECORD_H
#define SITE_RECORD_H

#include "base/beneath_way.h"
#include "site/page.h"

struct settings;

/* What a site knows of one file, published or not: so that a file that has not changed need not be read again. */
enum record_kind {
    RECORD_PAGE,   /* a page, post or draft */
    RECORD_FILE,   /* served as it is */
    RECORD_NOTHING /* a template, an unpublished or broken post: takes no address */
};

/* Why a file is nothing to readers. */
enum record_absence {
    ABSENT_NOT,
    ABSENT_BROKEN,      /* told when it was read */
    ABSENT_TEMPLATE,    /* its generator makes something of it that we do not */
    ABSENT_UNPUBLISHED, /* published: false */
    ABSENT_NAME,        /* in _posts, without a date in front of its name */
    ABSENT_PRIVATE,     /* in _posts or _drafts, and no text */
    ABSENT_KEY          /* holds a private key; told when it was read */
};

struct record {
    str path;
    struct file_link *link; /* where a link on PATH leads; its page is set with each snapshot. NULL: there is none */
    int64_t size, mtime_ns;
    struct file_id id; /* zeroes: what was read is another file than was found */
    bool runs;         /* a file that can be executed and names its interpreter */
    enum record_kind kind;
    enum record_absence absence; /* RECORD_NOTHING */
    uint64_t errors;             /* what was wrong with it, as a hash; 0: nothing */
    bool broken;                 /* the front matter could not be read; PAGE (if any) is what was known before */
    const struct page *page;     /* RECORD_PAGE */
};

/* A deep copy in ARENA, to keep a file that has not changed. What many pages share is kept among the names of SETTINGS,
 * which must live as long. */
struct record *record_copy(const struct record *, const struct settings *, struct arena *);
/* Makes the page of RECORD changeable, to tie it to its site. */
struct page *record_page(struct record *);

#endif
