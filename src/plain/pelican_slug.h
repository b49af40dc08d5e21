#ifndef PLAIN_PELICAN_SLUG_H
#define PLAIN_PELICAN_SLUG_H

#include "base/arena.h"

/* The address that Pelican gives to the text INNER of its content by default: "/SLUG.html", and "/pages/SLUG.html" for
 * pages. SLUG, empty: of the title. */
str pelican_web_address(str inner, str slug, str title, struct arena *);

#endif
