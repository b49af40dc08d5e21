#ifndef ANSWER_PUBLIC_VIEW_H
#define ANSWER_PUBLIC_VIEW_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * What SELECTOR names for everybody, where nobody has a certificate and an address need not be percent-encoded: on
 * Gopher and on Nex. It is taken literally first: "/100%.txt" is a file's name.
 */
struct view public_view_find(const struct capsule *, enum link_protocol, str selector, struct arena *);

#endif
