#ifndef ANSWER_LISTING_H
#define ANSWER_LISTING_H

#include "answer/answer.h"
#include "render/menu.h"
#include "render/places.h"

/* The lists that no file of the author's makes. Posts appear as "2024-05-01 Title", which gemsub readers follow. */
void listing_put_place(struct menu *, const struct site *, const struct place *, const struct capsule_options *);
/* The same without a title, below DOCUMENT, a text of the author's about it. */
void listing_put_below(struct menu *, const struct site *, const struct place *, const struct document *);
/* The content of a folder that has no index. */
void listing_put_folder(struct menu *, const struct site *, str folder, const struct capsule_options *);
/* The drafts that only editors see. */
void listing_put_drafts(struct menu *, const struct site *, const struct capsule_options *);
/* The end of the home page of a language, below TEXT (NULL: it has none): the newest posts, and the pages to which it
 * has no link. */
void listing_put_home(struct menu *, const struct site *, size_t edition, const struct document *text);

#endif
