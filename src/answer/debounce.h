#ifndef ANSWER_DEBOUNCE_H
#define ANSWER_DEBOUNCE_H

#include "site/page.h"

/*
 * True when the file of PAGE below ROOT is as the snapshot knows it, or has been unchanged for a while since an edit:
 * else somebody may be writing it at this moment.
 */
bool debounce_is_over(int root, const struct page *page);
/* For how many milliseconds the file still counts as unsettled; 0: it is settled. */
int debounce_left(int root, const struct page *page);

/* The longest wait for a file to settle. */
enum { DEBOUNCE_LATEST_MS = 500 };

#endif
