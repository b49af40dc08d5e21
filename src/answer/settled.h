#ifndef ANSWER_SETTLED_H
#define ANSWER_SETTLED_H

#include "site/page.h"

/* Whether the file of PAGE below ROOT is as the snapshot knows it, or has stood still since an edit: else somebody may
 * be writing it at this moment. */
bool settled_is(int root, const struct page *page);
/* Waits for that, half a second at most: not for the loop. */
void settled_wait(int root, const struct page *page);

#endif
