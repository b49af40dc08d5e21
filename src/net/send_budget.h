#ifndef NET_SEND_BUDGET_H
#define NET_SEND_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

struct blob;
struct conn;

/*
 * The bytes of answers that lie in memory until readers have taken them. A body that several read counts once; all of a
 * worker are bounded, and of that one address has half at most. A small answer may go a half further: those who take
 * large ones slowly are in nobody's way but theirs.
 */
enum { SEND_BUDGET_MAX = 64 << 20 };

/* The blob of CONN's response is held from here on. Where that is too much, the response becomes one that says so. */
void send_budget_take(struct conn *);
void send_budget_give(struct conn *); /* once or more */

#endif
