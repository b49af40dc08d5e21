#ifndef RENDER_MENU_H
#define RENDER_MENU_H

#include "render/gemtext_line.h"
#include "render/menu_html.h"
#include "render/wrapped.h"

/* A writer of headings, text and links, as gemtext, as a Gopher menu or as HTML: lists and footers are made with it. */
struct menu {
    const struct link_scope *scope;
    struct arena *arena;
    struct gemtext_lines gemtext;
    struct wrapped wrapped;
    struct menu_html html;
};

/* WIDTH in display columns, for Gopher. What OUT already holds stays in front. */
void menu_begin(struct menu *, const struct link_scope *, int width, struct buf *out, struct arena *);
enum err menu_end(struct menu *); /* ERR_LIMIT: OUT is full */

void menu_heading(struct menu *, int level, str text);
void menu_text(struct menu *, str text);    /* an LF begins a new line */
void menu_literal(struct menu *, str line); /* one line whose spaces are the author's */
void menu_code(struct menu *, str lines);   /* preformatted */
void menu_gap(struct menu *);               /* one blank line before the next content */
/* A link to an address of the capsule (percent-encoded); TYPE is the Gopher item type. */
void menu_link(struct menu *, char type, str address, str label);
/* A link to PAGE, or to where it sends its readers. */
void menu_page(struct menu *, const struct page *, str label);
/* The same for one of a list in the order of days: DATE ("2024-05-01"; empty: none) stands before TITLE. */
void menu_dated(struct menu *, const struct page *, str date, str title);
void menu_target(struct menu *, const struct link_target *, str label);
/* A link to anywhere, as an author would write it. */
void menu_outside(struct menu *, str url, str label);

#endif
