#ifndef CONTENT_LIQUID_TOKEN_H
#define CONTENT_LIQUID_TOKEN_H

#include "content/liquid_run.h"

enum liquid_token_kind { LIQUID_LITERAL, LIQUID_OUTPUT, LIQUID_TAG };

struct liquid_token {
    enum liquid_token_kind kind;
    str text;    /* of a literal; else the markup, without the name of the tag */
    str name;    /* of a tag */
    int line;    /* of the author's file */
    size_t next; /* of a tag that others belong to: the index of the next of them ("else", "endif"), or of the end */
};

struct liquid_tokens {
    struct liquid_token *items;
    size_t count, capacity;
};

/* Cuts TEXT into what is literal and what is Liquid's, and finds what ends each block. */
struct liquid_tokens liquid_tokens_of(struct liquid_run *, struct mapped text);

#endif
