#ifndef CONTENT_LIQUID_DROP_H
#define CONTENT_LIQUID_DROP_H

#include "content/liquid.h"
#include "content/liquid_value.h"

/* What page.KEY, a post's KEY and site.KEY are. Nil when there is no such thing, or none without another's body. */
struct value drop_page(const struct page *, str key, const struct value_world *);
struct value drop_current(const struct liquid_scope *, str key, const struct value_world *);
struct value drop_site(const struct site *, str key, const struct value_world *);
struct value drop_loop(const struct value_loop *, str key);

#endif
