#ifndef PLAIN_PELICAN_LINK_H
#define PLAIN_PELICAN_LINK_H

#include "base/arena.h"

/* TEXT of the file SOURCE with Pelican's links as others write them: "{filename}b.md" is "b.md", "{static}/a.png" lies
 * in the folder at the top that SOURCE is in, "{tag}x" and "{category}x" are our lists. As many lines as before. */
str pelican_links(str text, str source, struct arena *);

#endif
