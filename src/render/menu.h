#ifndef RENDER_MENU_H
#define RENDER_MENU_H

#include "render/gemtext_line.h"
#include "render/wrapped.h"

/* A page of headings, text and links, written as gemtext or as a Gopher menu: what lists and footers are made of. */
struct menu {
    const struct link_scope *scope; /* LINK_GEMINI or LINK_GOPHER */
    struct arena *arena;
    struct gemtext_lines gemtext;
    struct wrapped wrapped;
};

/* WIDTH in display columns, for Gopher. What OUT holds already stays in front. */
void menu_begin(struct menu *, const struct link_scope *, int width, struct buf *out, struct arena *);
enum err menu_end(const struct menu *); /* ERR_LIMIT: OUT is full */

void menu_heading(struct menu *, int level, str text);
void menu_text(struct menu *, str text);    /* LF: a new line */
void menu_literal(struct menu *, str line); /* one line whose spaces an author has counted */
void menu_code(struct menu *, str lines);   /* preformatted */
void menu_gap(struct menu *);               /* one blank line before what comes next */
/* An address of the capsule's own (percent-encoded); TYPE is Gopher's. */
void menu_link(struct menu *, char type, str address, str label);
void menu_target(struct menu *, const struct link_target *, str label);
/* A link to anywhere, as an author would write it. */
void menu_outside(struct menu *, str url, str label);

#endif
