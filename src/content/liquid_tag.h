#ifndef CONTENT_LIQUID_TAG_H
#define CONTENT_LIQUID_TAG_H

#include "content/liquid_token.h"

/* Runs the tag AT, with all that is within it. Returns where to go on, at most END. */
size_t liquid_tag(struct liquid_run *, const struct liquid_tokens *, size_t at, size_t end);
/* Runs the tokens FROM up to TO. */
void liquid_run_tokens(struct liquid_run *, const struct liquid_tokens *, size_t from, size_t to);

/* Tags that stand for one piece of text: links, includes, players. False: NAME is none of them. */
bool liquid_place(struct liquid_run *, str name, str markup);
/* The code of {% highlight %} as a block of its own; INFO is its language. */
void liquid_put_code(struct liquid_run *, const struct liquid_out *code, str info);

#endif
