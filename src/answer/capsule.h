#ifndef ANSWER_CAPSULE_H
#define ANSWER_CAPSULE_H

#include "answer/answer.h"
#include "answer/memory.h"
#include "render/links.h"

struct capsule {
    struct capsule_options options; /* strings borrowed from who made it */
    const struct site *site;        /* NULL: none that may be served */
    uint64_t generation;            /* counts the snapshots */
    struct search *search;
    struct answer_memory *own; /* NULL: it has a part in that of others */
};

/* What is said to everybody while there is no site; nothing of the capsule is in it. */
extern const str capsule_unserved_words;

/* Who reads PAGE (may be NULL) over PROTOCOL. */
struct link_scope capsule_scope(const struct capsule_options *, const struct page *, enum link_protocol);
/* "gemini://example.org:1966/", the public address. */
str capsule_base_url(const struct capsule_options *, struct arena *);

#endif
