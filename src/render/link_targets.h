#ifndef RENDER_LINK_TARGETS_H
#define RENDER_LINK_TARGETS_H

#include "base/strmap.h"
#include "render/links.h"

/* Adds to OUT the own addresses that the links of DOCUMENT lead SCOPE's reader to, each without its anchor, with the
 * author's line of the first link there, or LINK_LINE_UNKNOWN. */
enum { LINK_LINE_UNKNOWN = -1 };
void link_targets(const struct document *, const struct link_scope *, struct arena *, struct strmap *out);

#endif
