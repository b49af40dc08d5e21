#ifndef SITE_RECORD_H
#define SITE_RECORD_H

#include "base/beneath_way.h"
#include "site/page.h"

struct settings;

/* A site's knowledge of one file, published or not, kept so that an unchanged file need not be read again. */
enum record_kind {
    RECORD_PAGE,   /* a page, post or draft */
    RECORD_FILE,   /* served as it is */
    RECORD_NOTHING /* a template, an unpublished or broken post: takes no address */
};

/* The reason why readers do not see a file. */
enum record_absence {
    ABSENT_NOT,
    ABSENT_BROKEN,       /* reported when it was read */
    ABSENT_TEMPLATE,     /* its generator makes something of it that Splashdown does not */
    ABSENT_UNPUBLISHED,  /* published: false */
    ABSENT_NAME,         /* in _posts, but its name does not begin with a date */
    ABSENT_PRIVATE,      /* in _posts or _drafts, but not a text */
    ABSENT_PRIVATE_NOTE, /* its author does not say that it may be shown */
    ABSENT_KEY           /* holds a private key; reported when it was read */
};

struct record {
    str path;
    struct file_link *link; /* the target of a link on PATH; each snapshot sets its page. NULL: no link is on PATH */
    int64_t size, mtime_ns;
    struct file_id id;  /* zeroes: the file that was read is another than was found */
    bool runs;          /* an executable file that names its interpreter */
    unsigned char mark; /* of a file: bytes of byte order marks at its start */
    enum record_kind kind;
    enum record_absence absence; /* RECORD_NOTHING */
    uint64_t errors;             /* a hash of the errors in it; 0: none */
    bool broken;                 /* the front matter could not be read; PAGE (if any) is the last good one */
    const struct page *page;     /* RECORD_PAGE */
};

/* A deep copy in ARENA, which keeps an unchanged file. Texts that many pages share are kept among the names of
 * SETTINGS, which must live as long. */
struct record *record_copy(const struct record *, const struct settings *, struct arena *);
/* The page of RECORD, writable, so that it can be tied to its site. */
struct page *record_page(struct record *);

#endif
