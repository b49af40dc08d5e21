#ifndef ANSWER_GEMINI_VIEW_H
#define ANSWER_GEMINI_VIEW_H

#include "answer/capsule.h"
#include "answer/view.h"

/* What an address names where pages are gemtext: on Gemini and on Spartan. */

/*
 * REQUESTED (percent-encoded) decoded, with single slashes and without dot segments; false when it leaves the root or
 * is not a path.
 */
bool gemini_view_path(str requested, struct arena *, str *path);
/*
 * The view that PEER may see at PATH, which was made of REQUESTED; else *STATUS is Gemini's refusal, otherwise 0. A
 * place that needs a certificate is refused before anybody learns whether it exists.
 */
struct view gemini_view_find(const struct capsule *, str requested, str path, const struct peer *, struct arena *,
                             int *status);
/* The media type of VIEW, with its charset and language. */
str gemini_type(const struct capsule *, const struct view *, struct arena *);
/* That of our own text in LANG. */
str gemini_gemtext_type(str lang, struct arena *);

#endif
