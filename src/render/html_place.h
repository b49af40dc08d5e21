#ifndef RENDER_HTML_PLACE_H
#define RENDER_HTML_PLACE_H

#include "base/arena.h"

/* The name of the place that a heading of these WORDS is, by which links lead there: in lower case, joined by hyphens
 * and without signs, as on GitHub, in kramdown and in Hugo; a link with capitals, as Hexo has them, means the same. */
str html_place(str words, struct arena *);

#endif
