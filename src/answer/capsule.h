#ifndef ANSWER_CAPSULE_H
#define ANSWER_CAPSULE_H

#include "answer/answer.h"
#include "answer/memory.h"
#include "render/links.h"

struct capsule {
    struct capsule_options options; /* strings borrowed from its creator */
    const struct site *site;        /* NULL: there is none that may be served */
    uint64_t generation;            /* counts the snapshots */
    struct search *search;
    struct arena *words;       /* of the present site */
    str absent;                /* see capsule_absent_words */
    str absent_bare;           /* without where to search */
    struct answer_memory *own; /* NULL: it shares a memory with others */
};

/* The words for everybody while there is no site; they contain nothing of the capsule. */
str capsule_unserved_words(const struct capsule *);

/* The words for an address where nothing is, whatever is hidden there: the author's own (404.md), on one line, else
 * ours; they say where to search, if that is possible.
 * In the arena, since the site may change before the answer is sent. */
str capsule_absent_words(const struct capsule *, struct arena *);

/* The scope of a reader of PAGE (may be NULL) on PROTOCOL. */
struct link_scope capsule_scope(const struct capsule_options *, const struct page *, enum link_protocol);
/* "gemini://example.org:1966/", the public address. */
str capsule_base_url(const struct capsule_options *, struct arena *);

#endif
