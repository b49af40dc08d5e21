#ifndef ANSWER_LISTING_H
#define ANSWER_LISTING_H

#include "answer/view.h"
#include "render/menu.h"

/* What a page that no file of the author's makes is called: the capsule, and what of it; OF is empty for its home. */
struct listing_title {
    str name, of;
};

struct listing_title listing_title(const struct view *, const struct site *, const struct capsule_options *,
                                   struct arena *);
str listing_title_text(const struct listing_title *, struct arena *); /* "Capsule · Tags" */

/* The lists that no file of the author's makes, those of drafts, which only editors see, and the content of a folder
 * that has no index. Posts appear as "2024-05-01 Title", which gemsub readers follow. */
void listing_put(struct menu *, const struct view *, const struct site *, const struct capsule_options *);
/* A list without a title, below DOCUMENT, a text of the author's about it. */
void listing_put_below(struct menu *, const struct site *, const struct place *, const struct document *);
/* The end of the home page of a language, below TEXT (NULL: it has none): the newest posts, and the pages to which it
 * has no link. */
void listing_put_home(struct menu *, const struct site *, size_t edition, const struct document *text);

#endif
