#ifndef ANSWER_LINK_BOOK_H
#define ANSWER_LINK_BOOK_H

#include "answer/answer.h"
#include "base/strmap.h"
#include "content/document.h"

/* A record of what the author's texts lead to, by which `check` finds pages that nothing leads to. */
struct link_book {
    const struct capsule_options *options; /* borrowed */
    struct arena *arena;                   /* of the addresses */
    struct strmap linked;                  /* those of Gemini that a link of another page leads to */
};

void link_book_init(struct link_book *, const struct capsule_options *);
void link_book_finish(struct link_book *);

/* Notes the links of DOCUMENT, which is a page's. */
void link_book_add(struct link_book *, const struct document *);
/* Notes the items of the author's gophermaps and the words on every page, and warns of each page that is in no list
 * that the home page shows, and that neither a text of another page nor those lead to. */
void link_book_lint(struct link_book *, const struct site *, struct diag *);

#endif
