#ifndef ANSWER_GOPHERMAP_H
#define ANSWER_GOPHERMAP_H

#include "answer/view.h"
#include "render/menu.h"

enum { GOPHERMAP_MAX = 1 << 20 /* bytes */ };

/*
 * Writes a gophermap of the author's (Bucktooth's syntax: missing fields are filled in, a line without TAB is text) for
 * the folder FOLDER ("museum", no slashes at the ends).
 */
void gophermap_put(struct menu *, const struct site *, str source, str folder);
/* Reads the file of VIEW, a VIEW_MENU, and writes it. */
enum err gophermap_put_file(struct menu *, const struct view *, const struct site *, const struct capsule_options *);

/*
 * Reports by line the items of SOURCE, the text of the gophermap FILE, that lead nowhere in the capsule. SCOPE is a
 * Gopher reader's.
 */
void gophermap_lint(const struct site *, const struct link_scope *, str source, const struct site_file *file,
                    struct arena *, struct diag *);

#endif
