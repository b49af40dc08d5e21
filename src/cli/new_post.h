#ifndef CLI_NEW_POST_H
#define CLI_NEW_POST_H

#include "base/arena.h"
#include "base/clock.h"

/* The beginning of a post. */
struct new_post {
    str title;         /* UTF-8 */
    str tags;          /* "sea, moon"; empty: none */
    struct moment now; /* at the offset of the capsule's zone */
    bool dated;        /* a draft of Jekyll has no date until it is published */
    bool draft_key;    /* "draft: true" keeps it from readers */
};

/* The front matter, in YAML, which reads back as the very title and tags. */
str new_post_text(const struct new_post *, struct arena *);

#endif
