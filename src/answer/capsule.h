#ifndef ANSWER_CAPSULE_H
#define ANSWER_CAPSULE_H

#include "answer/answer.h"
#include "answer/blob_cache.h"
#include "render/links.h"

struct capsule {
    struct capsule_options options; /* strings borrowed from who made it */
    const struct site *site;        /* NULL: none that may be served */
    uint64_t generation;            /* counts the snapshots */
    struct blob_cache *cache;       /* of what was made from SITE, or would be made the same from it */
    struct search *search;
};

/* What is said to everybody while there is no site; nothing of the capsule is in it. */
extern const str capsule_unserved_words;

/* Who reads PAGE (may be NULL) over PROTOCOL. */
struct link_scope capsule_scope(const struct capsule_options *, const struct page *, enum link_protocol);
/* "gemini://example.org:1966/", the public address. */
str capsule_base_url(const struct capsule_options *, struct arena *);

#endif
