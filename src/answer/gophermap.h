#ifndef ANSWER_GOPHERMAP_H
#define ANSWER_GOPHERMAP_H

#include "render/menu.h"

enum { GOPHERMAP_MAX = 1 << 20 /* bytes */ };

/* A gophermap that its author wrote (Bucktooth's syntax: fields that are missing are filled in, a line without TAB is
 * text) for the folder FOLDER ("museum", no slashes at the ends). */
void gophermap_put(struct menu *, const struct site *, str source, str folder);

/* What items of SOURCE, the gophermap FILE, lead to nothing in the capsule: by line. SCOPE is a Gopher reader's. */
void gophermap_lint(const struct site *, const struct link_scope *, str source, str file, struct arena *,
                    struct diag *);

#endif
