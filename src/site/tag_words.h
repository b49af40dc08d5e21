#ifndef SITE_TAG_WORDS_H
#define SITE_TAG_WORDS_H

#include "base/arena.h"

/* The words of an author's tag: in quotes or not, some with a name in front (alt="A cat", lang:ruby). */
struct tag_word {
    str name;  /* empty: none */
    str value; /* without its quotes */
    bool quoted;
};

struct tag_words {
    const struct tag_word *items;
    size_t count;
    str text; /* all of them as written */
};

struct tag_words tag_words_read(str text, struct arena *);
str tag_words_named(const struct tag_words *, str name);           /* empty: no word has that name */
str tag_words_at(const struct tag_words *, size_t i);              /* word I of those without a name; empty: none */
str tag_words_value(const struct tag_words *, str name, size_t i); /* by name, else by place */

#endif
