#ifndef ANSWER_ACCESS_H
#define ANSWER_ACCESS_H

#include "answer/answer.h"
#include "answer/view.h"

/*
 * Which visitors may see what (G18). All answer 0 when PEER may, else the status to refuse with: 60 without a
 * certificate, 62 with one that is not valid now, 61 with one that is not allowed here. Of several folders that a path
 * is in, the innermost decides.
 */

/* To ask for PATH (decoded, absolute, without dot segments), whether anything is there or not: by itself, and by where
 * links of the capsule of SITE lead from there. */
int access_to_path(const struct capsule_options *, const struct site *, str path, const struct peer *);
/* To what was found, which another name may have led to: by its own address, and by where its file lies, behind a link
 * too. */
int access_to_view(const struct capsule_options *, const struct view *, const struct peer *);
/* To hidden drafts: the host's editors. */
int access_to_drafts(const struct capsule_options *, const struct peer *);

#endif
