#ifndef ANSWER_LISTING_H
#define ANSWER_LISTING_H

#include "answer/answer.h"
#include "render/menu.h"
#include "render/places.h"

/* The lists that no file of the author's makes. Posts stand as "2024-05-01 Title", which gemsub readers follow. */
void listing_put_place(struct menu *, const struct site *, const struct place *, const struct capsule_options *);
/* What is in a folder that has no index. */
void listing_put_folder(struct menu *, const struct site *, str folder, const struct capsule_options *);
/* Drafts that editors see. */
void listing_put_drafts(struct menu *, const struct site *, const struct capsule_options *);
/* What a home page has below TEXT (NULL: it has none): the newest posts, and the pages that it does not link. */
void listing_put_home(struct menu *, const struct site *, const struct document *text);

#endif
