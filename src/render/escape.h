#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include "base/str.h"

/* The place where a line of code may be cut without parting an escape ("\n", "\u00e9", "%C3", "&amp;"): at FITS bytes,
 * or before the escape that stands there, unless the line begins with it. */
size_t escape_keep(str line, size_t fits);

#endif
