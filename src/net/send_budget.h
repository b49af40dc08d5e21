#ifndef NET_SEND_BUDGET_H
#define NET_SEND_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

struct blob;
struct conn;

/*
 * The bytes of answers that stay in memory until readers have taken them. A body with several readers counts once; all
 * of a worker are bounded, and one address has half of that at most. A small answer may exceed the bound by a half:
 * slow readers of large answers hinder only each other.
 */
enum { SEND_BUDGET_MAX = 64 << 20 };

/* Holds the blob of CONN's response from now on. If that is too much, the response becomes one that says so. */
void send_budget_take(struct conn *);
void send_budget_give(struct conn *); /* once or more */

#endif
