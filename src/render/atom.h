#ifndef RENDER_ATOM_H
#define RENDER_ATOM_H

#include "base/buf.h"
#include "render/feed_options.h"

/* Writes an Atom feed (RFC 4287). The same site and options give the same bytes on every machine. */
enum err render_atom(const struct site *, const struct feed_options *, struct buf *out);

#endif
