#ifndef HUGO_SHORTCODE_CODE_H
#define HUGO_SHORTCODE_CODE_H

#include "base/buf.h"
#include "hugo/shortcode_tag.h"

/* True when what TAG and the one that closes it enclose is code: so says its name, or its TEMPLATE, which may be empty.
 */
bool shortcode_code_has(const struct shortcode_tag *, str template);
/* Puts CODE, all that stands between two tags, in the language that the first, TAG, names; its lines stay lines. TAG
 * has MARGIN blanks before it, which the lines get, too, so that they stay in a list that it is in. WITHIN: it stands
 * among the words of a line. */
void shortcode_code_put(struct buf *, const struct shortcode_tag *, size_t margin, bool within, str code);
/* CODE as HTML; LANGUAGE may be empty. */
str shortcode_code_of(str code, str language, struct arena *);

#endif
