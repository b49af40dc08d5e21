#ifndef LIQUID_TOKEN_H
#define LIQUID_TOKEN_H

#include "base/arena.h"

struct tag;

enum token_kind {
    TOKEN_TEXT,
    TOKEN_OUTPUT, /* {{ … }} */
    TOKEN_TAG,    /* {% … %} */
    TOKEN_BROKEN  /* text that looks like the beginning of one of these */
};

struct token {
    enum token_kind kind;
    str text;              /* as written; for a tag or an output the text inside, trimmed */
    str name;              /* of a tag */
    str rest;              /* of a tag, after the name */
    size_t line;           /* of the text, from 0 */
    const struct tag *tag; /* the tag that runs it; NULL: its name is unknown, or it is not a tag */
    /* Of a tag, by block_match: */
    size_t next; /* of a block or a branch: the next branch, or the end of the block */
    size_t end;  /* of a block or a branch: the end of the block */
    bool opens;  /* a block that runs from here to END */
    bool stray;  /* belongs to no block and is ignored; of raw: is not closed */
};

struct tokens {
    struct token *items;
    size_t count, capacity;
};

/* Splits a template into tokens; {% raw %} and white space control are resolved. Linear. */
struct tokens token_split(str text, struct arena *);

#endif
