#ifndef HUGO_SHORTCODE_PARAM_H
#define HUGO_SHORTCODE_PARAM_H

#include "hugo/shortcode_scope.h"

/* What the page, else its language, else the site says at PATH ("colour", "deep.x"), as text; empty: nothing. */
str shortcode_param(str path, const struct shortcode_scope *);

#endif
