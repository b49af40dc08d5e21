#ifndef HUGO_RAW_HTML_H
#define HUGO_RAW_HTML_H

#include "base/arena.h"

/* What was left out of a text. */
struct raw_html {
    size_t blocks, tags; /* TAGS: those that begin an element and stand in none of the blocks */
    int line;            /* of the first block, or where there is none the first tag, from 0 */
    str tag;             /* with which that begins */
};

/* TEXT, Markdown, without the HTML in it, as Hugo leaves it out unless markup.goldmark.renderer.unsafe says otherwise:
 * a block of HTML is gone, other tags are while the text between them stays. Comments, code and shortcodes stay as they
 * are. As many lines as before; linear. *LEFT_OUT, zeroed, is for the account. */
str raw_html_drop(str text, struct arena *, struct raw_html *left_out);

#endif
