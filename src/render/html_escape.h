#ifndef RENDER_HTML_ESCAPE_H
#define RENDER_HTML_ESCAPE_H

#include "base/buf.h"

/* S as the text of HTML, fit for attributes too. */
enum err html_put_text(struct buf *, str s);
/* S as the value of href or src: what no address may hold is percent-encoded. Nothing, where it would run in a reader
 * or read the reader's own files. */
enum err html_put_address(struct buf *, str s);

#endif
