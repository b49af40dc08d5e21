#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/* Settles what malloc keeps, for a process that serves: what is large, as the chunks of a snapshot are, goes back to
 * the system when it is freed; what a page took stays for the next. By itself glibc learns from the first large piece
 * to keep all that follow, once for each thread, but gives back the memory of every page that took more than 128 KB. */
void heap_settle(void);

#endif
