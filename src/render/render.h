#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/buf.h"
#include "render/links.h"

enum { RENDER_SCRATCH_MAX = 1 << 16 }; /* bytes that a renderer keeps from one block to the next */

/* Title, meta line and body as gemtext. Footers and navigation are added by answer/. ERR_LIMIT: OUT is full. */
enum err render_gemtext(const struct document *, const struct link_scope *, struct buf *out);
/* The two parts of that: title and meta line; the body, which continues after what OUT holds. */
enum err render_gemtext_head(const struct document *, struct buf *out);
enum err render_gemtext_body(const struct document *, const struct link_scope *, struct buf *out);
/* The same as menu lines with CRLF, WIDTH display columns, after what OUT holds; without the final ".". */
enum err render_gophermap(const struct document *, const struct link_scope *, int width, struct buf *out);
/* The same as plain text for type 0, LF, WIDTH display columns. */
enum err render_text(const struct document *, const struct link_scope *, int width, struct buf *out);
/* The body alone as HTML, for feeds: safe, with links made absolute by the scope. Up to END (a child of the root;
 * NULL: all). */
enum err render_html(const struct document *, const struct link_scope *, cmark_node *end, struct buf *out);
/*
 * The same as the text of a page of its own, below a title that is its only <h1>: headings can be linked to, notes and
 * references lead to each other, what may be wider than a screen can be scrolled by keys, nothing has a style. Where
 * the scope is ALONE, a link that leads nowhere is text.
 */
enum err render_html_page(const struct document *, const struct link_scope *, struct buf *out);

#endif
