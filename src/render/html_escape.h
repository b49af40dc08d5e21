#ifndef RENDER_HTML_ESCAPE_H
#define RENDER_HTML_ESCAPE_H

#include "base/buf.h"

/* Puts S as HTML text, fit for attributes too. */
enum err html_put_text(struct buf *, str s);
/* Puts S as the value of href or src: characters that no address may hold are percent-encoded. Puts nothing where
 * the address would run code in a reader or read the reader's own files. */
enum err html_put_address(struct buf *, str s);

#endif
