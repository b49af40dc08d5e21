#ifndef RENDER_ATOM_ENTRY_H
#define RENDER_ATOM_ENTRY_H

#include "render/atom_element.h"

/* The time of the last change of PAGE that its author wants to be noticed. */
struct moment atom_updated(const struct page *);

void atom_put_entry(struct atom *, const struct page *, const struct document *);

#endif
