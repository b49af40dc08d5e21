#ifndef SITE_POST_PICTURE_H
#define SITE_POST_PICTURE_H

#include "site/snapshot.h"

/* Decides which posts of SITE are shown with the picture that their front matter names: one that many posts share
 * says nothing of any of them. */
void post_pictures_settle(struct site *);

#endif
