#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/*
 * Settles how much freed memory malloc keeps, for a process that serves: large pieces, such as the chunks of a
 * snapshot, go back to the system when they are freed; the memory of a page stays for the next page. By itself glibc
 * learns from the first large piece to keep all that follow, once for each thread, but gives back the memory of every
 * page that took more than 128 KB.
 */
void heap_settle(void);

#endif
