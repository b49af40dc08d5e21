#ifndef HUGO_RAW_HTML_H
#define HUGO_RAW_HTML_H

#include "base/arena.h"

/* TEXT, Markdown, without the HTML in it, as Hugo leaves it out unless markup.goldmark.renderer.unsafe says otherwise:
 * a block of HTML is gone, other tags are while the text between them stays. Comments, code and shortcodes stay as they
 * are. As many lines as before; linear. */
str raw_html_drop(str text, struct arena *);

#endif
