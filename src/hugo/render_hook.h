#ifndef HUGO_RENDER_HOOK_H
#define HUGO_RENDER_HOOK_H

#include "base/buf.h"
#include "hugo/rules.h"

/* True when the folder or its theme has a hook for KIND, "link" or "image": a template, *HOOK, that decides where those
 * of a text lead. ALL is the configuration; what was read is added to TEXT. */
bool render_hook_is_there(int root, const struct site_options *, const struct data *all, str kind, struct arena *,
                          struct buf *text, str *hook);

#endif
