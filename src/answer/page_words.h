#ifndef ANSWER_PAGE_WORDS_H
#define ANSWER_PAGE_WORDS_H

#include "render/menu.h"

/* The author's own words on every page, splashdown.header and splashdown.footer: text and "=> address label" lines;
 * what looks drawn, as a banner of letters does, keeps its form. */
void page_words_put_header(struct menu *, const struct site *);
void page_words_put_footer(struct menu *, const struct site *);

/* Tells what in them readers' programs would misread. */
void page_words_lint(const struct site *, struct diag *);

#endif
