#ifndef RENDER_MENU_HTML_H
#define RENDER_MENU_HTML_H

#include "base/buf.h"

/* The lines of a menu as HTML: links in a row are a list, lines in a row keep their form. */
struct menu_html {
    struct buf *out;
    const char *open; /* the element around lines of one kind: "ul", "p"; NULL: none */
    enum err err;     /* the first that occurred */
};

/* Puts TEXT, unless it is empty, as the element NAME. */
void menu_html_text(struct menu_html *, const char *name, str text);
/* One line of several that belong together; an empty one ends them. */
void menu_html_line(struct menu_html *, str line);
void menu_html_code(struct menu_html *, str lines); /* whose spaces are the author's */
/* LANG (BCP 47), that of LABEL where it is not the page's, and DATE ("2024-05-01") may be empty. */
void menu_html_link(struct menu_html *, str address, str lang, str date, str label);
/* Ends the list or the block of lines that is open, if one is. */
void menu_html_close(struct menu_html *);

#endif
