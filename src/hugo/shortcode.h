#ifndef HUGO_SHORTCODE_H
#define HUGO_SHORTCODE_H

#include "base/mapped.h"
#include "hugo/shortcode_scope.h"

/* TEXT with its shortcodes replaced by what a reader needs of them: pictures and links as Markdown, the inner text of
 * others without their tags. Expanded in code as well, as Hugo does. A tag of several lines becomes one,
 * and the text of another file, which a template shows, several that are all the tag's; linear but for those files. */
struct mapped shortcode_expand(str text, const struct shortcode_scope *);

#endif
