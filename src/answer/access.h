#ifndef ANSWER_ACCESS_H
#define ANSWER_ACCESS_H

#include "answer/answer.h"
#include "answer/view.h"

/*
 * The rights of visitors (G18). All functions return 0 when PEER may see the thing, else the status to refuse with: 60
 * without a certificate, 62 with one that is not valid now, 61 with one that is not allowed here. When a path is in
 * several folders, the innermost decides.
 */

/*
 * The right to request PATH (decoded, absolute, without dot segments), whether or not anything is there: judged by PATH
 * itself, and by the places that links of the capsule of SITE lead to from there.
 */
int access_to_path(const struct capsule_options *, const struct site *, str path, const struct peer *);
/*
 * The right to see a view that was found, perhaps under another name: judged by its own address, and by the place of
 * its file, also behind a link.
 */
int access_to_view(const struct capsule_options *, const struct view *, const struct peer *);
/* The right to see hidden drafts: only the host's editors have it. */
int access_to_drafts(const struct capsule_options *, const struct peer *);

#endif
