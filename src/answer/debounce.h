#ifndef ANSWER_DEBOUNCE_H
#define ANSWER_DEBOUNCE_H

#include "site/page.h"

/* Whether the file of PAGE below ROOT is as the snapshot knows it, or has stood still since an edit: else somebody may
 * be writing it at this moment. */
bool debounce_is_over(int root, const struct page *page);
/* For how many milliseconds yet that is so; 0: no more. */
int debounce_left(int root, const struct page *page);

/* Who waits for that waits half a second at most. */
enum { DEBOUNCE_LATEST_MS = 500 };

#endif
