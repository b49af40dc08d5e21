#ifndef MARKUP_HTML_LINK_H
#define MARKUP_HTML_LINK_H

#include "markup/html_token.h"
#include "markup/parser.h"

/* Nodes of links, images and media, from the attributes of their start tags. */

cmark_node *html_link(const struct html_token *, int line, struct parser *);  /* NULL: <a> without an address */
cmark_node *html_image(const struct html_token *, int line, struct parser *); /* NULL: <img> without an address */
/* A TREE_EMBED link whose text names the medium; where the tag has no address, it stays empty until a <source> gives
 * one. */
cmark_node *html_media(const struct html_token *, int line, struct parser *);
/* Gives NODE, made of a media element, the address of TOKEN within that element, unless it has one. */
void html_media_source(cmark_node *node, const struct html_token *, struct parser *);

#endif
