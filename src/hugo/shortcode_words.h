#ifndef HUGO_SHORTCODE_WORDS_H
#define HUGO_SHORTCODE_WORDS_H

#include "base/buf.h"

/* Puts what a reader needs of HTML that a template prints, as Markdown in one line: its text, pictures, links and what
 * is shown in frames. Scripts, styles and drawings are nothing. Linear. */
void shortcode_words_put(struct buf *, str html);

#endif
