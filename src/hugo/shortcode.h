#ifndef HUGO_SHORTCODE_H
#define HUGO_SHORTCODE_H

#include "hugo/shortcode_scope.h"

/* TEXT with its shortcodes replaced by what a reader needs of them: pictures and links as Markdown, the inner text of
 * others without their tags. Expanded in code as well, as Hugo does. As many lines as TEXT has, but for inline
 * shortcodes of several lines that are used again; linear. */
str shortcode_expand(str text, const struct shortcode_scope *);

#endif
