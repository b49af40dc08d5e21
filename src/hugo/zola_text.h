#ifndef HUGO_ZOLA_TEXT_H
#define HUGO_ZOLA_TEXT_H

#include "hugo/shortcode_scope.h"

/* TEXT with Zola's shortcodes ("{{ name(key="value") }}", "{% name() %}…{% end %}") written as Hugo's, and with links
 * to files of content ("@/blog/moon.md") to their addresses. As many lines as TEXT has; linear. */
str zola_text(str text, const struct shortcode_scope *);

#endif
