#ifndef RENDER_LINKS_H
#define RENDER_LINKS_H

#include "render/link_target.h"

struct link_target link_resolve(const struct link_scope *, str url, struct arena *);

/* Finds what is at PATH (decoded, absolute) in SITE: a page, a file, a folder or a list. False: nothing is. */
bool link_find(const struct link_scope *, const struct site *, str path, struct arena *, struct link_target *);

/* The target PAGE. Unless SCOPE takes it as it is, one that sends readers to something of the capsule's is that thing;
 * in a circle, or after eight others, it is itself. */
struct link_target link_to_page(const struct link_scope *, const struct page *, struct arena *);

#endif
