#ifndef RENDER_HTML_HEADING_H
#define RENDER_HTML_HEADING_H

#include "render/html_inline.h"

/* The level of the heading NODE: its author's, or on a page of its own the next below the heading that it stands
 * under, so that none is left out. */
int html_heading_level(struct html *, cmark_node *node);

/* Notes the names that all headings below ROOT get, before anything is put. */
void html_find_ids(struct html *, cmark_node *root);
/* Puts the name of the heading NODE as its id, where the page needs it. The second of the same name ends in "-1". */
void html_put_id(struct html *, cmark_node *node);

#endif
