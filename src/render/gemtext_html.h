#ifndef RENDER_GEMTEXT_HTML_H
#define RENDER_GEMTEXT_HTML_H

#include "base/buf.h"
#include "render/links.h"

/* Puts an author's own gemtext as HTML, for feeds. */
enum err gemtext_put_html(struct buf *, str source, const struct link_scope *, struct arena *);

/* True when SOURCE begins with its title. */
bool gemtext_has_title(str source);

#endif
